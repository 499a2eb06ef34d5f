"""What posts add to a person's record: what they hold, and when they took each post up and left it."""

from datetime import date

from django.urls import reverse

from dangjian.access.privacy import Privacy
from dangjian.affairs.people.holdings import Happening, Held, Section
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts.models import Appointment, AppointmentQuerySet


def held_today(person: Person, on: date) -> list[Section]:
    """Return the posts a person holds on ``on``, each with its paper."""
    rows = _rows(person).filter(during__contains=on).order_by("post__organization__order_no", "post__order_no", "id")
    facts = [Held("职务", f"{_place(row)}{row.post.title}", Privacy.INTERNAL, _since(row)) for row in rows]
    return [Section("职务", facts)] if facts else []


def timeline(person: Person) -> list[Happening]:
    """Return each beginning and end of a post."""
    found: list[Happening] = []
    for row in _rows(person):
        address = reverse("posts:body", args=[row.post.organization.public_id])
        words = f"{_place(row)}{row.post.title}"
        found.append(Happening(row.during.lower, f"任{words}", row.basis or "任职登记", address))
        if row.during.upper:
            found.append(Happening(row.during.upper, f"不再担任{words}", row.end_basis or "免职登记", address))
    return found


def _rows(person: Person) -> AppointmentQuerySet:
    return Appointment.objects.known().filter(person=person).select_related("post__organization")


def _place(row: Appointment) -> str:
    return row.post.office or row.post.organization.short_name


def _since(row: Appointment) -> str:
    day = row.during.lower
    return f"{day.year}年{day.month}月{day.day}日起" + (f"，{row.basis}" if row.basis else "")
