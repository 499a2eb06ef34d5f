"""Who may apply, accompany, or decide: people of one's own branch."""

from collections.abc import Collection

from django.db.models import QuerySet

from dangjian.affairs.admissions.models import Admission
from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.people.models import Person

_BEFORE = (Category.APPLICANT, Category.ACTIVIST, Category.OBJECT)


def without_case(branches: Collection[int]) -> "QuerySet[Person]":
    """Return the applicants, activists and 发展对象 on the roll of whom no admission is under way."""
    busy = Admission.objects.open().values("person")
    rows = Member.objects.current().filter(organization__in=branches, category__in=_BEFORE).exclude(person__in=busy)
    return Person.objects.filter(pk__in=rows.values("person")).order_by("sort_key", "pk")


def full_members(branch_id: int, but: int) -> "QuerySet[Person]":
    """Return the full members of a branch by joining day (P6), without ``but``."""
    rows = Member.objects.full().filter(organization=branch_id).exclude(person_id=but)
    return Person.objects.filter(pk__in=rows.values("person")).order_by("member__joined_on", "pk")
