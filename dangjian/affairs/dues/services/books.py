"""The books of a body, held until the transaction ends, and what is written to the log about them."""

from collections.abc import Sequence

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.dues.models import Book, Entry, Shelf
from dangjian.affairs.organizations.models import Organization
from dangjian.rulebook import RuleBreach

Books = dict[Shelf, Book]


def held_books(*bodies: Organization) -> dict[int, Books]:
    """Return the books of bodies, made where they are missing, locked in one order whoever asks."""
    for body in bodies:
        place = {"county_id": body.county_id, "org_path": body.path}
        made = [Book(organization=body, shelf=shelf, **place) for shelf in Shelf]
        Book.objects.bulk_create(made, ignore_conflicts=True)
    ids = [body.pk for body in bodies]
    rows = Book.objects.select_for_update(no_key=True).filter(organization__in=ids).order_by("pk")
    found: dict[int, Books] = {number: {} for number in ids}
    for row in rows:
        found[row.organization_id][Shelf(row.shelf)] = row
    return found


def recorder(by: Actor, body: Organization) -> Actor:
    """Return the actor as who keeps the dues of ``body``. Raises ``RuleBreach`` for anyone else."""
    if not by.may(Permission.DUES_RECORD, body.path):
        raise RuleBreach(f"党费由{body.short_name}的书记或党务信息员登记，您的职务不在那里，没有登记。")
    return by.narrowed(Permission.DUES_RECORD)


def log(by: Actor, body: Organization, action: str, words: str, made: Sequence[Entry]) -> None:
    """Write what happened to the books of a body."""
    audit.record(
        by=by, action=action, subject=made[0].public_id, organization_id=body.pk, path=body.path, words=words,
        among=[one.public_id for one in made] if len(made) > 1 else (), county_id=body.county_id,
    )  # fmt: skip
