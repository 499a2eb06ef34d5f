"""At which body someone keeps the dues."""

from uuid import UUID

from django.db.models import QuerySet

from dangjian.access.actors import Actor
from dangjian.affairs.dues.models import Book, Custom, Entry, Kind, Shelf, Statement
from dangjian.affairs.dues.queries.years import Line, statement_lines
from dangjian.affairs.members.models import Member
from dangjian.affairs.organizations.models import Organization


def bodies(actor: Actor) -> list[Organization]:
    """Return the bodies at which a post carries the permission the actor is narrowed to, in county order."""
    rows = Organization.objects.filter(pk__in=[grant.organization_id for grant in actor.grants])
    return list(rows.select_related("parent").in_order())


def chosen(actor: Actor, wanted: str) -> Organization | None:
    """Return the body that is asked for by its public id, else the first; None where there is none."""
    found = bodies(actor)
    try:
        identity = UUID(wanted) if wanted else None
    except ValueError:
        return None
    return next((body for body in found if identity in (None, body.public_id)), None)


def holding(body: Organization, shelf: Shelf = Shelf.TILL) -> int:
    """Return what a body has at hand, in cents."""
    book = Book.objects.filter(organization=body, shelf=shelf).first()
    return book.balance if book else 0


def custom_of(body: Organization) -> Custom | None:
    """Return how a branch collects, None for what holds everywhere."""
    return Custom.objects.filter(organization=body).first()


def handed_up(body: Organization) -> "QuerySet[Entry]":
    """Return what a body handed up, the latest first."""
    rows = Entry.objects.filter(organization=body, kind__in=(Kind.HAND_UP, Kind.SENT_OUT, Kind.SPENT))
    return rows.select_related("answer", "reversal", "counterpart").order_by("-id")


def to_confirm(body: Organization) -> "QuerySet[Entry]":
    """Return what waits for a body to confirm."""
    return Entry.objects.waiting().filter(counterpart=body).select_related("organization").order_by("id")


def last_published(person_id: int) -> tuple[Statement, list[Line]] | None:
    """Return what the branch of a member published last, for its members to read; None where it did not."""
    home = Member.objects.current().filter(person=person_id).values("organization")
    row = Statement.objects.filter(organization__in=home).order_by("-year", "-id").first()
    return (row, statement_lines(row.figures)) if row else None


def published(body: Organization, year: int) -> "QuerySet[Statement]":
    """Return what a body published of a year, the latest first."""
    return Statement.objects.filter(organization=body, year=year).order_by("-id")
