"""Names that a recorder wrote, and whom they mean: only where one person bears the name."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from dangjian.access import paths
from dangjian.activities.meetings.attending import Expected
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.models import Appointment


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


def lecturers(body: Organization, on: date) -> list[str]:
    """Return who may well lecture: secretaries of the body and of those above it."""
    rows = Appointment.objects.held_on(on).filter(
        post__org_path__in=paths.ancestors(body.path), post__title__contains="书记"
    )
    names = rows.order_by("-post__org_path", "post__order_no").values_list("person__name", flat=True)
    return list(dict.fromkeys(names))
