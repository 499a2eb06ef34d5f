"""What every change of proposals shares: one at a time on a directive, on what the officer saw, and undoable."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models.functions import Now

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.programme.directives.models import Change, Directive, Proposal, Verdict
from dangjian.programme.directives.rules.stamps import snapshot, stamp_of
from dangjian.rulebook.breach import RuleBreach

GONE = "这一项已被合并、拆分或撤销，您的改动没有保存。页面已换成最新内容，请看过再处理。"
STALE = "这一项刚被别人改过，您的改动没有保存。页面已换成最新内容，请看过再处理。"


class Stale(RuleBreach):
    """Someone else changed the proposal since the officer saw it."""


def hold(directive: Directive) -> None:
    """Lock the directive until the transaction ends: officers at the same text take turns."""
    if not Directive.objects.select_for_update().filter(pk=directive.pk).values_list("pk"):
        message = "这份文件已被移除，您的改动没有保存。"
        raise RuleBreach(message)


def as_seen(proposal: Proposal, seen: str) -> Proposal:
    """Return the proposal as it is now, under the directive's lock.

    Raises ``RuleBreach`` where it is gone or is no longer what carried the stamp ``seen``.
    """
    hold(proposal.directive)
    row = Proposal.objects.standing().filter(pk=proposal.pk).first()
    if row is None:
        raise RuleBreach(GONE)
    if stamp_of(row) != seen:
        raise Stale(STALE)
    row.directive = proposal.directive
    return row


def judge(row: Proposal, verdict: Verdict, by: Actor) -> None:
    """Set who says what of a proposal, without saving it."""
    row.verdict = verdict.value
    is_open = verdict == Verdict.PENDING
    row.judged_at = None if is_open else Now()
    row.judged_by = None if is_open else by.account_id


def keep(
    *,
    directive: Directive,
    action: str,
    words: str,
    before: dict[str, dict[str, Any]],
    touched: Sequence[Proposal],
    added: Iterable[Proposal] = (),
    by: Actor,
) -> Change:
    """Write the change with what undoes it, settle the directive, and leave one audit row."""
    change = Change.objects.create(
        directive=directive,
        county_id=directive.county_id,
        org_path=directive.org_path,
        words=words[:120],
        before=before,
        after={str(row.pk): stamp_of(row) for row in touched},
        added=[row.pk for row in added],
        made_by=by.account_id,
    )
    settle(directive)
    note(directive, action, touched, words, by)
    return change


def note(directive: Directive, action: str, touched: Sequence[Proposal], words: str, by: Actor) -> None:
    """Leave the audit row of a change."""
    audit.record(
        by=by,
        action=action,
        subject=touched[0].public_id if len(touched) == 1 else directive.public_id,
        organization_id=directive.organization_id,
        path=directive.org_path,
        words=words,
        among=[row.public_id for row in touched] if len(touched) > 1 else (),
    )


def settle(directive: Directive) -> None:
    """Set or clear the day on which nothing was left undecided."""
    rows = Directive.objects.filter(pk=directive.pk)
    if directive.proposals.filter(verdict=Verdict.PENDING).exists():
        rows.filter(settled_at__isnull=False).update(settled_at=None)
    else:
        rows.filter(settled_at=None).update(settled_at=Now())


def before(*rows: Proposal) -> dict[str, dict[str, Any]]:
    """Return the proposals as they are, by id."""
    return {str(row.pk): snapshot(row) for row in rows}
