"""What a decision changes: the record, through the one door by which facts of a member are set."""

from datetime import date

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.affairs.members import services as members
from dangjian.affairs.members.departures import Departed, departed
from dangjian.affairs.members.models import Leaving, Member, Standing
from dangjian.affairs.people.models import Source
from dangjian.affairs.standing.models import Kind, Matter, Result
from dangjian.procedures.cases.models import Case


def decided(case: Case, by: Actor, on: date) -> None:
    """Let the record follow the last step of a case: rights follow at the member's next request."""
    matter = Matter.objects.select_related("person", "organization").get(case=case)
    matter.result, matter.ended_on = Result.DONE, on
    matter.save(update_fields=["result", "ended_on"])
    if matter.kind == Kind.REMOVAL:
        _remove(matter, by, on)
    elif matter.kind == Kind.RESTORATION:
        _set(matter, by, on, {"standing": Standing.NORMAL, "lost_since": None}, "恢复党籍")
    else:
        words = f"停止党籍：{matter.get_kind_display()}"
        _set(matter, by, on, {"standing": Standing.SUSPENDED}, words)
        departed(by, Departed(matter.person, matter.organization, on, words, is_gone=True))


def _remove(matter: Matter, by: Actor, on: date) -> None:
    members.leave(
        by=by,
        member=Member.objects.get(person=matter.person),
        reason=Leaving.STRUCK_OFF,
        on=on,
        source=Source.DECISION,
        reference=_reference(matter),
        words="停止党籍满2年，除名",
    )


@transaction.atomic
def clear_lost(*, by: Actor, matter: Matter, on: date) -> None:
    """Take the mark of lost contact from the record, where there is one."""
    if Member.objects.filter(person=matter.person, lost_since__isnull=False).exists():
        _set(matter, by, on, {"lost_since": None}, "已取得联系")


def _set(matter: Matter, by: Actor, on: date, changes: dict[str, object], words: str) -> None:
    members.correct_record(
        by=by,
        person=matter.person,
        changes=changes,
        source=Source.DECISION,
        reference=_reference(matter),
        words=words,
        on=on,
    )


def _reference(matter: Matter) -> str:
    return f"standing:{matter.public_id}"
