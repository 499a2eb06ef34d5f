"""An officer takes back what they did last; again, and the one before."""

from datetime import date

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.programme.directives.models import Change, Directive, Proposal, Verdict
from dangjian.programme.directives.rules.stamps import KEPT, stamp_of
from dangjian.programme.directives.services.changing import hold, judge, note, settle
from dangjian.rulebook.breach import RuleBreach


@transaction.atomic
def take_back(*, directive: Directive, by: Actor) -> Change:
    """Undo the last change that this person made to the directive, and forget it.

    Raises ``RuleBreach`` where there is none, or where someone has since changed one of its proposals.
    """
    hold(directive)
    change = directive.changes.filter(made_by=by.account_id).order_by("-id").first()
    if change is None:
        message = "没有可撤销的操作。"
        raise RuleBreach(message)
    rows = {row.pk: row for row in directive.proposals.filter(pk__in=change.after)}
    if any(key not in {str(pk) for pk in rows} for key in change.after) or any(
        stamp_of(row) != change.after[str(pk)] for pk, row in rows.items()
    ):
        message = f"“{change.words}”之后这一项又被改过，不能撤销，内容保持现在的样子。"
        raise RuleBreach(message)
    for pk, row in rows.items():
        if pk in change.added:
            row.delete()
        else:
            _put_back(row, change.before[str(pk)], by)
    note(directive, "proposal.undo", list(rows.values()), f"撤销：{change.words}", by)
    change.delete()
    settle(directive)
    return change


def _put_back(row: Proposal, was: dict[str, object], by: Actor) -> None:
    for name in KEPT:
        setattr(row, name, was[name])
    due_on = was["due_on"]
    row.due_on = date.fromisoformat(str(due_on)) if due_on else None
    judge(row, Verdict(row.verdict), by)
    row.save()
