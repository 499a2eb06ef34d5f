"""民主生活会 in scope; and how those who lead take part in the organization life of their own branches as well."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from dangjian.access.actors import Actor, Reach
from dangjian.access.permissions import Permission
from dangjian.activities.appraisals.models import Consent, Gate, LeadersLife
from dangjian.activities.meetings.attending import Expected, roll
from dangjian.activities.meetings.models import Meeting
from dangjian.affairs.members.models import Member
from dangjian.affairs.organizations.models import Organization
from dangjian.procedures.evidence.kinds import Kind


@dataclass(frozen=True, slots=True)
class Dual:
    """Someone who leads: their branch, and the day on which they last took part there this year, None for none."""

    name: str
    title: str
    branch: str
    last_on: date | None


def lives(actor: Actor) -> "QuerySet[LeadersLife]":
    """Return the meetings in scope."""
    return LeadersLife.objects.visible_to(actor).select_related("organization")


def own_committees(actor: Actor) -> list[Organization]:
    """Return the committees that this person answers for; ``actor`` is whole."""
    paths = [g.path for g in actor.grants if g.permission is Permission.APPRAISAL_EDIT and g.reach is Reach.BODY]
    rows = Organization.objects.filter(path__in=paths, kind__in=["committee", "work_committee"])
    return list(rows.in_order())


def gates(county_id: int, on: date) -> list[Gate]:
    """Return the gates of a county in force."""
    return list(Gate.objects.in_force(county_id, on))


def leaders(body: Organization, on: date) -> list[Expected]:
    """Return who is to come: the members who hold a post on the committee."""
    return roll(body, [Kind.COMMITTEE], on)


def dual_lives(people: Sequence[Expected], year: int) -> list[Dual]:
    """Return for those who lead whether they took part in their own branches this year (双重组织生活); two queries."""
    numbers = [line.member_id for line in people]
    members = Member.objects.filter(pk__in=numbers)
    branches = dict(members.values_list("pk", "organization__short_name"))
    last: dict[int, date] = {}
    rows = Meeting.objects.sealed().filter(
        attended__overlap=numbers, held_on__year=year, organization__in=members.values("organization")
    )
    for came, day in rows.order_by("held_on").values_list("attended", "held_on"):
        last.update(dict.fromkeys(set(came) & set(numbers), day))
    return [Dual(line.name, line.titles, branches.get(line.member_id, ""), last.get(line.member_id)) for line in people]


def last_consent(life: LeadersLife) -> Consent | None:
    """Return the last time that the superior was asked for another day."""
    return Consent.objects.filter(life=life).order_by("-pk").first()


def is_to_answer(actor: Actor, consent: Consent | None) -> bool:
    """Say whether this person is to answer at the superior; ``actor`` is whole."""
    return consent is not None and Consent.objects.waiting_for(actor).filter(pk=consent.pk).exists()
