"""Proposals cut in two, joined, and added from the text."""

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.programme.directives.models import Directive, Proposal, Verdict
from dangjian.programme.directives.reading import clean
from dangjian.programme.directives.rules import proposing
from dangjian.programme.directives.rules import shown as page
from dangjian.programme.directives.rules.cutting import trimmed
from dangjian.programme.directives.services.changing import as_seen, before, hold, judge, keep
from dangjian.rulebook.breach import RuleBreach

MOST_ADDED = 2_000
MOST_BETWEEN = 300
OWN_WORDS = ("title", "measures", "quantity", "deliverable")
SHARED = ("lead", "responsible", "due_on", "due_text", "cadence_unit", "cadence_text", "quantity", "deliverable")
WHY_ADDED = ["由经办人从原文选出"]


@transaction.atomic
def split(*, proposal: Proposal, seen: str, at: int, by: Actor) -> tuple[Proposal, Proposal]:
    """Cut a proposal at a place of the text (code points of the whole) into two undecided ones.

    Who is responsible and by when goes to both; title and measures are read anew from each half.
    """
    row = as_seen(proposal, seen)
    text, was = row.directive.text, before(row)
    first, second = trimmed(text, row.start, at), trimmed(text, at, row.end)
    if not row.start < at < row.end or first[0] >= first[1] or second[0] >= second[1]:
        message = "拆分的位置不在这一项的文字中间，没有拆分。请在列出的位置里选一处。"
        raise RuleBreach(message)
    other = Proposal.objects.get(pk=row.pk)
    other.pk = None
    other._state.adding = True  # noqa: SLF001  # Django's documented way to copy a row
    other.public_id = Proposal._meta.get_field("public_id").get_default()
    other.as_read, other.confidence = None, 1.0
    for half, place in ((row, first), (other, second)):
        _reword(half, row.directive, *place)
        judge(half, Verdict.PENDING, by)
        half.save()
    keep(
        directive=row.directive,
        action="proposal.split",
        words=f"拆成两项：{row.title}",
        before=was,
        touched=[row, other],
        added=[other],
        by=by,
    )
    return row, other


def _reword(half: Proposal, directive: Directive, start: int, end: int) -> None:
    read = proposing.from_span(clean(directive.text), start, end, directive.issued_on)
    half.start, half.end = start, end
    for name in OWN_WORDS:
        setattr(half, name, read[name])


@transaction.atomic
def merge(*, proposal: Proposal, seen: str, by: Actor) -> Proposal:
    """Join a proposal with the next one on the page; the next stays as a label only."""
    row = as_seen(proposal, seen)
    rows = list(row.directive.proposals.standing().in_order())
    at = next(index for index, one in enumerate(rows) if one.pk == row.pk)
    if at + 1 == len(rows):
        message = "这是最后一项，后面没有可并的任务，没有改动。"
        raise RuleBreach(message)
    other = rows[at + 1]
    text = row.directive.text
    if len(text[row.end : other.start].strip()) > MOST_BETWEEN:
        message = f"下一项“{other.title}”在原文里离得太远，没有合并。可改其中一项，另一项不列。"
        raise RuleBreach(message)
    was = before(row, other)
    _join(row, other, text)
    judge(row, Verdict.PENDING, by)
    judge(other, Verdict.MERGED, by)
    row.save()
    other.save()
    keep(
        directive=row.directive,
        action="proposal.merge",
        words=f"并为一项：{row.title}",
        before=was,
        touched=[row, other],
        by=by,
    )
    return row


def _join(row: Proposal, other: Proposal, text: str) -> None:
    shown = clean(text)
    joined = page.words(shown, min(row.start, other.start), max(row.end, other.end))
    row.title = f"{row.title}；{other.title}"[: proposing.TITLE_MOST]
    row.measures = joined
    row.start, row.end = min(row.start, other.start), max(row.end, other.end)
    row.fields = list(dict.fromkeys([*row.fields, *other.fields]))
    for name in SHARED:
        setattr(row, name, getattr(row, name) or getattr(other, name))


@transaction.atomic
def add(*, directive: Directive, start: int, end: int, by: Actor) -> Proposal:
    """Propose a place of the text (code points) that the reader passed over; it is undecided at first."""
    hold(directive)
    start, end = trimmed(directive.text, max(start, 0), min(end, len(directive.text)))
    _check_place(directive, start, end)
    row = Proposal(
        directive=directive,
        county_id=directive.county_id,
        org_path=directive.org_path,
        why=WHY_ADDED,
        **proposing.from_span(clean(directive.text), start, end, directive.issued_on),
    )
    row.save()
    keep(
        directive=directive,
        action="proposal.add",
        words=f"添加：{row.title}",
        before={},
        touched=[row],
        added=[row],
        by=by,
    )
    return row


def _check_place(directive: Directive, start: int, end: int) -> None:
    if start >= end:
        message = "没有选中文字，没有添加。请在原文里选中要列为任务的句子，再按 A。"
        raise RuleBreach(message)
    if end - start > MOST_ADDED:
        message = f"选中的文字超过 {MOST_ADDED} 字，没有添加。一项任务请只选有关的一两句。"
        raise RuleBreach(message)
    there = directive.proposals.standing().filter(start__lt=end, end__gt=start).in_order().first()
    if there:
        verdict = Verdict(there.verdict).label
        message = f"选中的文字里已有一项“{there.title}”（{verdict}），没有重复添加。请改、拆或恢复那一项。"
        raise RuleBreach(message)
