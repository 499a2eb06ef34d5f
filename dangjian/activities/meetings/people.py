"""Names that a recorder wrote, and whom they mean: only where one person bears the name; the groups of a branch."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import QuerySet

from dangjian.access import paths
from dangjian.activities.meetings.attending import Expected
from dangjian.affairs.organizations.models import Kind as BodyKind
from dangjian.affairs.organizations.models import Organization, OrganizationQuerySet
from dangjian.affairs.posts.models import Appointment
from dangjian.procedures.evidence.kinds import Kind
from dangjian.rulebook import RuleBreach


def people_by_name(lines: Sequence[Expected]) -> dict[str, int]:
    """Return the people of a roll by their name; who shares a name is left out."""
    seen = Counter(line.name for line in lines)
    return {line.name: line.person_id for line in lines if seen[line.name] == 1}


def lecturer_named(body: Organization, lines: Sequence[Expected], name: str, on: date) -> int | None:
    """Return the person who lectured: of the roll, or who holds a post at the body or above it; None where unclear."""
    if not name:
        return None
    found = {line.person_id for line in lines if line.name == name}
    return found.pop() if len(found) == 1 else _above(body, name, on)


def _above(body: Organization, name: str, on: date) -> int | None:
    rows = Appointment.objects.held_on(on).filter(post__org_path__in=paths.ancestors(body.path), person__name=name)
    people = set(rows.values_list("person_id", flat=True))
    return people.pop() if len(people) == 1 else None


def lecturers(body: Organization, on: date) -> "QuerySet[Appointment, str]":
    """Return the names of who may well lecture, some twice: secretaries of the body and of those above it."""
    rows = Appointment.objects.held_on(on).filter(
        post__org_path__in=paths.ancestors(body.path), post__title__contains="书记"
    )
    return rows.order_by("-post__org_path", "post__order_no").values_list("person__name", flat=True)


def groups_of(body: Organization, on: date) -> OrganizationQuerySet:
    """Return the Party groups of a branch on a day, in their order."""
    return Organization.objects.filter(parent=body, kind=BodyKind.GROUP).open_on(on).in_order()


def group_named(body: Organization, kinds: Collection[str], group_id: int | None, on: date) -> Organization | None:
    """Return the group whose meeting it was; None for other kinds, and where the branch has no groups.

    Raises ``RuleBreach`` where the branch has groups and none of them is named: it counts for one of them.
    """
    groups = {group.pk: group for group in groups_of(body, on)} if Kind.GROUP in kinds else {}
    if groups and group_id not in groups:
        raise RuleBreach("党小组会要选是哪个党小组开的，没有保存。填写的内容已保留。")
    return groups[group_id] if groups and group_id else None
