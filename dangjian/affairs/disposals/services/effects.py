"""What an approval changes: a term begins, or the record, through the one door by which a member leaves."""

from datetime import date

from dangjian.access.actors import Actor
from dangjian.affairs.disposals import rules
from dangjian.affairs.disposals.models import Disposal, Mode, Result
from dangjian.affairs.disposals.services.rows import end
from dangjian.affairs.members import services as members
from dangjian.affairs.members.models import Leaving, Member
from dangjian.affairs.people.models import Source
from dangjian.procedures.cases.models import Case

_LEAVING = {Mode.ADVISED_OUT: Leaving.ADVISED_OUT, Mode.REMOVAL: Leaving.STRUCK_OFF}
# The record says that and how somebody left; the way there is the disposal's alone.
_WORDS = "组织决定"


def decided(case: Case, by: Actor, on: date) -> None:
    """Let the last step take effect: only 除名 ends the membership by itself."""
    row = Disposal.objects.select_related("person", "organization").get(case=case)
    row.approved_on = on
    if row.mode == Mode.REMOVAL:
        end(row, Result.REMOVED, on)
        leave(by, row, on)
        return
    if row.mode == Mode.CORRECTION and row.months:
        row.until = rules.corrected_by(on, row.months)
    row.save(update_fields=["approved_on", "until"])


def leave(by: Actor, row: Disposal, on: date) -> None:
    """Take the member off the roll."""
    members.leave(
        by=by,
        member=Member.objects.get(person=row.person),
        reason=_LEAVING[Mode(row.mode)],
        on=on,
        source=Source.DECISION,
        words=_WORDS,
    )
