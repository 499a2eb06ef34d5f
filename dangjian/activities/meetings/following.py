"""Meetings follow their body: what is still open goes along with a merger, what is sealed stays where it took place."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from dangjian.access.actors import Actor
from dangjian.activities.meetings.models import Absence, ActionItem, Meeting, Motion, SignIn
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Member
from dangjian.affairs.members.uniting import United
from dangjian.affairs.organizations.doors import Merged


def follow_merger(by: Actor, merged: Merged) -> None:  # noqa: ARG001  # the door's signature; its caller writes the log
    """Let the body that takes another up hold the meetings that are still open, and finish what was agreed."""
    into = merged.into
    place: dict[str, Any] = {"county_id": into.county_id, "org_path": into.path}
    open_rows = Meeting.objects.open().filter(organization=merged.gone)
    numbers = list(open_rows.values_list("pk", flat=True))
    for model in (Absence, Motion):
        model._default_manager.filter(meeting__in=numbers).update(**place)
    ActionItem.objects.filter(meeting__in=numbers).update(**place)
    SignIn.objects.filter(meeting_id__in=numbers).update(org_path=into.path)
    ActionItem.objects.open().filter(meeting__organization=merged.gone).update(**place)
    open_rows.update(organization=into, **place)


def members_of(bodies: Iterable[int], roles: Iterable[str], on: date) -> Mapping[int, Sequence[int]]:  # noqa: ARG001  # the door's signature
    """Give the accounts of the members of bodies, where members are told: a notice of a meeting is for everyone."""
    if Role.MEMBER.value not in roles:
        return {}
    rows = Member.objects.in_party().filter(organization_id__in=list(bodies))
    homes = dict(rows.values_list("person_id", "organization_id"))
    found: dict[int, list[int]] = {}
    for account, person in Account.objects.filter(person_id__in=homes, is_active=True).values_list("id", "person_id"):
        found.setdefault(homes[person], []).append(account)
    return found


def follow_union(united: United) -> None:
    """Keep one line of who stood on the list of a meeting twice: that of the record that stays."""
    kept, dropped = united.kept.pk, united.dropped.pk
    absent = Absence.objects.filter(member_id=kept).values("meeting_id")
    Absence.objects.filter(meeting_id__in=absent, member_id=dropped).delete()
    signed = SignIn.objects.filter(member_id=kept).values("meeting_id")
    SignIn.objects.filter(meeting_id__in=signed, member_id=dropped).delete()
