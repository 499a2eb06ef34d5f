"""Which talks a branch owes in a year: at least one of each relation that it has (domain OL-8)."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum


class Relation(StrEnum):
    """Who talks with whom."""

    COMMITTEE = "committee"
    LEADING = "leading"
    MEMBERS = "members"

    @property
    def label(self) -> str:
        """The words of the regulation."""
        return {"committee": "支委之间", "leading": "支委与党员之间", "members": "党员与党员之间"}[self]


def relation(first_leads: bool, second_leads: bool) -> Relation:  # noqa: FBT001  # two of a kind
    """Return the relation of two who talk, by whether each is on the committee."""
    if first_leads and second_leads:
        return Relation.COMMITTEE
    return Relation.LEADING if first_leads or second_leads else Relation.MEMBERS


def asked(leading: int, others: int) -> tuple[Relation, ...]:
    """Return the relations that a branch has, by how many lead it and how many do not."""
    has = {
        Relation.COMMITTEE: leading > 1,
        Relation.LEADING: leading > 0 and others > 0,
        Relation.MEMBERS: others > 1,
    }
    return tuple(one for one in Relation if has[one])


def done_on(relations: Iterable[Relation], held: Iterable[tuple[str, date]]) -> date | None:
    """Return the day on which the last of the relations was first talked in, None while one is missing."""
    first: dict[str, date] = {}
    for which, day in held:
        first[which] = min(first.get(which, day), day)
    days = [first.get(one) for one in relations]
    known = [day for day in days if day]
    return max(known) if days and len(known) == len(days) else None
