"""Disposals for the branch and its committee by name, for the person their own; counted nowhere."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from dangjian.access.actors import Actor
from dangjian.affairs.disposals import rules
from dangjian.affairs.disposals.models import Disposal, DisposalQuerySet, Result
from dangjian.affairs.members.models import Category, Leaving, Member
from dangjian.affairs.organizations.models import BRANCHES, Organization
from dangjian.affairs.people.models import Person
from dangjian.procedures.cases.queries import CaseStanding, standings
from dangjian.rulebook import Rule

NEXT = {Result.UNCORRECTED: "期满没有改正的，可以提出劝其退党或者除名", Result.STAYED: "劝而不退的，可以提出除名"}


@dataclass(frozen=True, slots=True)
class Line:
    """A disposal and where it is."""

    row: Disposal
    at: CaseStanding


def lines(actor: Actor, on: date) -> list[Line]:
    """Return every disposal that a body of the actor's own posts handles, the latest first."""
    rows = list(Disposal.objects.visible_to(actor).select_related("person", "organization", "case").order_by("-id"))
    where = standings([row.case for row in rows], on)
    return [Line(row, where[row.case_id]) for row in rows]


def own_branches(actor: Actor) -> list[Organization]:
    """Return the branches of the actor's own posts."""
    ids = [grant.organization_id for grant in actor.grants]
    return list(Organization.objects.filter(pk__in=ids, kind__in=BRANCHES, closed_on=None).in_order())


def may_be_named(actor: Actor) -> "QuerySet[Person]":
    """Return the full members of the actor's own branches with no disposal under way, by joining day; never oneself."""
    rows = Member.objects.current().filter(organization__in=own_branches(actor), category=Category.FULL)
    busy = Disposal.objects.open().values("person")
    free = rows.exclude(person__in=busy).exclude(person=actor.person_id)
    return Person.objects.filter(pk__in=free.values("person")).order_by("member__joined_on", "pk")


def told(actor: Actor) -> DisposalQuerySet:
    """Return one's own disposals, the latest first."""
    return Disposal.objects.told_to(actor).select_related("organization", "case").order_by("-id")


def barred(person: Person, on: date) -> tuple[date, Rule] | None:
    """Return until when a person is not admitted again, and by which rule; None where nothing bars them on ``on``."""
    gone = Member.objects.filter(person=person, left_reason__in=(Leaving.STRUCK_OFF, Leaving.ADVISED_OUT))
    left_on = gone.values_list("left_on", flat=True).first()
    if left_on is None:
        return None
    found = rules.barred_until(left_on)
    return found if found and on < found[0] else None
