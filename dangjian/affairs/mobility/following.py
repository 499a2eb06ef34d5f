"""What was registered of a member goes with them into another branch, and ends when they leave or arrive."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.db.models import Q

from dangjian.access.actors import Actor
from dangjian.affairs.members.models import Leaving, Member
from dangjian.affairs.members.settling import Settled
from dangjian.affairs.mobility.models import Contact, Direction, Ending, Objection, Stage, Stay, Talent
from dangjian.affairs.organizations.doors import Merged
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Source

_MOOT: Final = "归类已随组织关系变动结束"


def follow_member(by: Actor, settled: Settled) -> None:  # noqa: ARG001  # the door's signature; its caller writes the log
    """End what is open where the relation was transferred or the member left; let the rest follow to the new branch."""
    member, on = settled.member, settled.on
    if member.left_on is not None:
        gone = member.left_reason == Leaving.TRANSFERRED
        _end(member, Ending.TRANSFERRED if gone else Ending.OFF_ROLL, Stage.MOVES if gone else Stage.OFF_ROLL, on)
        return
    hosted = Stay.objects.open().filter(person=member.person_id, host=member.organization_id).exists()
    if settled.source == Source.TRANSFER or hosted:
        _end(member, Ending.TRANSFERRED, Stage.MOVES, on)
    _take_along(member)


def _end(member: Member, ending: Ending, stage: Stage, on: date) -> None:
    person = member.person_id
    Stay.objects.open().filter(person=person).update(ending=ending, ended_on=on)
    Talent.objects.open().filter(person=person).update(stage=stage, ended_on=on)
    Objection.objects.open().filter(person=person).update(is_upheld=True, answer=_MOOT, answered_on=on)


def _take_along(member: Member) -> None:
    body = member.organization
    place: dict[str, Any] = {"county_id": body.county_id, "org_path": body.path}
    stays = Stay.objects.filter(person=member.person_id)
    Contact.objects.filter(stay__in=stays).update(**place)
    stays.open().exclude(contact__member__organization=body).update(contact=None)
    stays.open().update(home=body.name)
    stays.update(organization=body, **place)
    for model in (Talent, Objection):
        model._default_manager.filter(person=member.person_id).update(organization=body, **place)


def follow_merger(by: Actor, merged: Merged) -> None:  # noqa: ARG001  # the door's signature; its caller writes the log
    """Let the body that takes another up host whom that one hosted; its own members follow with the roll."""
    into = merged.into
    place: dict[str, Any] = {"county_id": into.county_id, "org_path": into.path}
    Stay.objects.filter(host=merged.gone).exclude(organization=into).update(host=into, host_path=into.path)
    strangers = Stay.objects.filter(organization=merged.gone, direction=Direction.IN)
    Contact.objects.filter(stay__in=strangers).update(**place)
    strangers.update(organization=into, host=None, host_path="", **place)


def obstacles(body: Organization, on: date) -> Sequence[str]:  # noqa: ARG001  # the door's signature
    """Say whom a body still hosts that is to be closed."""
    hosted = Q(host=body) | Q(organization=body, direction=Direction.IN)
    number = Stay.objects.open().filter(hosted).count()
    return [f"还有 {number} 名流入党员，先结束登记或改流入地"] if number else []
