"""Moving 换届: asked by the body, answered above it; never by whoever asked."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from dangjian.access import audit, paths
from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.terms import rules
from dangjian.affairs.terms.models import Answer, Extension, Move, Term
from dangjian.rulebook import RuleBreach, Value, rule


@transaction.atomic
def ask(*, by: Actor, term: Term, to_day: date, reason: str, local: Mapping[str, Value], on: date) -> Extension:
    """Ask to hold 换届 on another day than the term gives.

    Raises ``RuleBreach`` without a reason, while a request waits, for a day that needs no approval, and for one
    further away than is usual without the word 例外 in the reason: 一般不超过 leaves room, but not silently.
    """
    held = Term.objects.current().select_for_update(of=("self",)).select_related("organization").get(pk=term.pk)
    if not reason.strip():
        raise RuleBreach("请写明理由，没有提交。")
    if held.extensions.filter(answer=Answer.PENDING).exists():
        raise RuleBreach("已有一份申请在等批复，没有重复提交。")
    lawful = rules.window(held.expires_on, extended_to=held.extended_to, early_from=held.early_from, on=on, local=local)
    if lawful.holds(to_day):
        raise RuleBreach("这一天本就可以按期换届，不用申请，没有提交。")
    move = Move.EARLIER if to_day < lawful.earliest else Move.LATER
    if to_day < on:
        raise RuleBreach("申请换届的日期已过，没有提交。请改日期。")
    limit = rules.shift_limit(held.expires_on, on, is_early=move is Move.EARLIER)
    is_beyond = to_day < limit if move is Move.EARLIER else to_day > limit
    if is_beyond and "例外" not in reason:
        citation = rule("terms.shift_years_at_most", on=on).citation
        message = "超过了一般期限，没有提交。确需超过的，请在理由中写明“例外：……”和依据。"
        raise RuleBreach(message, citation=citation)
    made = Extension.objects.create(
        term=held,
        organization=held.organization,
        county_id=held.county_id,
        org_path=held.org_path,
        move=move,
        to_day=to_day,
        reason=reason.strip()[:300],
        is_beyond=is_beyond,
        asked_by=by.account_id,
    )
    _record(by, made, "term.ask", f"{made.get_move_display()}至 {to_day:%Y-%m-%d}")
    return made


@transaction.atomic
def decide(*, by: Actor, extension: Extension, granted: bool, basis: str, words: str, on: date) -> Extension:
    """Answer a request; ``by`` is narrowed to approving.

    Raises ``RuleBreach`` for one's own body or request, for what is answered already, without a number of the
    approval, and for a refusal without words.
    """
    rows = Extension.objects.select_for_update(of=("self",)).select_related("organization", "term__organization")
    held = rows.get(pk=extension.pk)
    if held.answer != Answer.PENDING:
        raise RuleBreach("这份申请已批复，没有再改。请刷新后查看。")
    refuse_unless_above(by, held.organization, asked_by=held.asked_by)
    if granted and not basis.strip():
        raise RuleBreach("请写批复文号或会议，没有批复。")
    if not granted and not words.strip():
        raise RuleBreach("不同意的，请写明理由，没有批复。")
    held.answer = Answer.GRANTED if granted else Answer.REFUSED
    held.basis, held.words = basis.strip()[:120], words.strip()[:300]
    held.answered_on, held.answered_by = on, by.account_id
    held.save()
    if granted:
        if not Term.objects.current().filter(pk=held.term_id).exists():
            raise RuleBreach("这个党组织已经换届，这份申请不用再批。")
        _move(held)
    _record(by, held, "term.grant" if granted else "term.refuse", held.basis or held.words)
    return held


def refuse_unless_above(by: Actor, body: Organization, *, asked_by: int) -> None:
    """Raise ``RuleBreach`` where ``by`` approves for the own body, or what they asked for themselves."""
    is_above = any(grant.path != body.path and paths.contains(grant.path, body.path) for grant in by.grants)
    if not is_above:
        raise RuleBreach(f"{body.short_name}的事项由其上级党组织批准，没有批复。")
    if asked_by == by.account_id:
        raise RuleBreach("这是您自己提交的，不能由您批准，没有批复。请由另一位同志办理。")


def _move(extension: Extension) -> None:
    """Let the term say what was approved: its lists read it there."""
    term = extension.term
    if extension.move == Move.LATER:
        term.extended_to = term.due_on = extension.to_day
    else:
        term.early_from = extension.to_day
    term.save(update_fields=["extended_to", "due_on", "early_from"])


def _record(by: Actor, extension: Extension, action: str, words: str) -> None:
    audit.record(
        by=by,
        action=action,
        subject=extension.public_id,
        organization_id=extension.organization_id,
        path=extension.org_path,
        words=f"{extension} {words}",
    )
