"""Whom and what a form offers: the roll of a branch, the usual contact, hosts by name."""

from datetime import date

from django.db.models import Q, QuerySet

from dangjian.affairs.members.models import Member
from dangjian.affairs.mobility.models import Stay, Talent
from dangjian.affairs.organizations.models import BRANCHES, Kind, Organization
from dangjian.affairs.people.models import Person


def roll(branch: Organization) -> QuerySet[Person]:
    """Return the members on the roll of a branch, by joining day (P6)."""
    members = Member.objects.in_party().filter(organization=branch)
    return Person.objects.filter(pk__in=members.values("person")).order_by("member__joined_on", "pk")


def free_to_register(branch: Organization) -> QuerySet[Person]:
    """Return those on the roll who are registered neither as away nor as parked."""
    taken = Q(stays__in=Stay.objects.open().filter(organization=branch))
    parked = Q(parkings__in=Talent.objects.open().filter(organization=branch))
    return roll(branch).exclude(taken).exclude(parked)


def usual_contact(branch: Organization) -> Person | None:
    """Return whom the branch named last as a contact, if still on its roll."""
    last = (
        Stay.objects.filter(organization=branch).exclude(contact=None).select_related("contact").order_by("-id").first()
    )
    return roll(branch).filter(pk=last.contact.pk).first() if last and last.contact else None


def branches_named(text: str, on: date) -> list[Organization]:
    """Return the branches of this platform with exactly this name, at most two."""
    rows = Organization.objects.filter(Q(name=text) | Q(short_name=text), kind__in=BRANCHES)
    return list(rows.open_on(on).in_order()[:2])


def mobile_branches(county_id: int, on: date) -> list[str]:
    """Return the names of the county's mobile branches: what a host is offered from."""
    rows = Organization.objects.filter(county_id=county_id, kind=Kind.MOBILE_BRANCH).open_on(on)
    return list(rows.in_order().values_list("name", flat=True)[:60])
