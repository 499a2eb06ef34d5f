"""What an officer says of one proposal: it is a task, it is none, it is still open, it reads otherwise."""

from dataclasses import dataclass, fields
from datetime import date

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.programme.directives.models import Proposal, Verdict
from dangjian.programme.directives.services.changing import as_seen, before, judge, keep
from dangjian.rulebook.breach import RuleBreach

JUDGED = ("verdict", "judged_at", "judged_by")


@dataclass(frozen=True, slots=True)
class Wording:
    """What an officer may write into a proposal; the columns of the ledger."""

    title: str
    measures: str
    lead: str
    responsible: str
    due_on: date | None
    cadence_unit: str
    quantity: str
    deliverable: str


@transaction.atomic
def confirm(*, proposal: Proposal, seen: str, by: Actor) -> Proposal:
    """Take a proposal for a task. ``seen`` is the stamp of what the officer saw."""
    return _judge(proposal, seen, Verdict.CONFIRMED, "proposal.confirm", by)


@transaction.atomic
def drop(*, proposal: Proposal, seen: str, by: Actor) -> Proposal:
    """Leave a proposal out; it stays as a label and can be restored."""
    return _judge(proposal, seen, Verdict.DROPPED, "proposal.drop", by)


@transaction.atomic
def restore(*, proposal: Proposal, seen: str, by: Actor) -> Proposal:
    """Put a judged proposal back among those undecided."""
    return _judge(proposal, seen, Verdict.PENDING, "proposal.restore", by)


def _judge(proposal: Proposal, seen: str, verdict: Verdict, action: str, by: Actor) -> Proposal:
    row = as_seen(proposal, seen)
    if row.verdict == verdict:
        raise RuleBreach(f"这一项本来就是“{verdict.label}”，没有改动。")
    was = before(row)
    judge(row, verdict, by)
    row.save(update_fields=JUDGED)
    keep(
        directive=row.directive,
        action=action,
        words=f"{verdict.label}：{row.title}",
        before=was,
        touched=[row],
        by=by,
    )
    return row


@transaction.atomic
def edit(*, proposal: Proposal, seen: str, wording: Wording, by: Actor) -> Proposal:
    """Write an officer's words into a proposal; its verdict stays. What was read stays beside it."""
    row = as_seen(proposal, seen)
    was = before(row)
    changed = [field.name for field in fields(wording) if getattr(row, field.name) != getattr(wording, field.name)]
    if not changed:
        message = "没有改动，这一项保持原样。"
        raise RuleBreach(message)
    for name in changed:
        setattr(row, name, getattr(wording, name))
    row.is_edited = True
    row.is_inherited = row.is_inherited and "responsible" not in changed
    row.save(update_fields=[*changed, "is_edited", "is_inherited"])
    keep(
        directive=row.directive,
        action="proposal.edit",
        words=f"修改：{row.title}",
        before=was,
        touched=[row],
        by=by,
    )
    return row
