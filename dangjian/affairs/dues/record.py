"""The roll of dues inside a form: of its own page, and of the record of a meeting (``dues/_roll.html``)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dangjian.affairs.dues.queries.rolls import Roll, Row, roll
from dangjian.affairs.dues.services import Payment
from dangjian.affairs.organizations.models import Organization

ALL: Final = "dues_all"
_PAID: Final = "paid"
_ELSEWHERE: Final = "elsewhere"


@dataclass(frozen=True, slots=True)
class Box:
    """A member's box in the form, and what it holds; ``is_choice`` where there is more to say than paid or not."""

    row: Row
    value: str

    @property
    def is_choice(self) -> bool:
        """Whether it is a list to choose from, not a box to tick."""
        return len(self.row.choices) > 1 or self.row.is_away


@dataclass(frozen=True, slots=True)
class Boxes:
    """What ``dues/_roll.html`` draws, under the name ``dues``: the roll, its boxes, and what was sent with them."""

    roll: Roll
    boxes: tuple[Box, ...]
    guests: tuple[Box, ...]
    is_all: bool

    @property
    def is_started(self) -> bool:
        """Whether single members were ticked or chosen, so that a folded list opens."""
        return any(box.value for box in self.boxes)

    def __bool__(self) -> bool:
        """Say whether there is anything to collect."""
        return bool(self.boxes or self.guests)


def boxes(organization: Organization, on: date, post: Mapping[str, str] | None = None) -> Boxes:
    """Return the roll as boxes of a form, empty or as they were sent; two queries."""
    found, sent = roll(organization, on), post or {}
    own = tuple(Box(row, sent.get(row.field, "")) for row in found.payable)
    guests = tuple(Box(row, sent.get(row.field, "")) for row in found.guests)
    return Boxes(found, own, guests, bool(sent.get(ALL)))


@dataclass(frozen=True, slots=True)
class Read:
    """What a form says of the roll: payments to collect, and in words what could not be read. ``cents``: their sum."""

    roll: Roll
    payments: tuple[Payment, ...]
    errors: tuple[str, ...]
    cents: int


def parse_roll(post: Mapping[str, str], organization: Organization, on: date) -> Read:
    """Read the boxes of ``dues/_roll.html`` against the roll as it stands on ``on``.

    A box holds nothing (not paid), ``paid`` (everything that is due), the month up to which was paid (2026-10) or
    ``elsewhere``. With the box 全部已交 everyone on the branch's own roll has paid everything, but who has a box of
    their own that says otherwise (``elsewhere``). Who is not on the roll any more, or has paid meanwhile, is left out:
    what is collected twice is written once.
    """
    found = roll(organization, on)
    payments, errors, cents = [], [], 0
    for row in (*found.payable, *found.guests):
        value = post.get(row.field, "").strip()
        if not value and post.get(ALL) and not row.is_guest:
            value = _PAID
        if not value:
            continue
        months = _months(row, value)
        if not months:
            errors.append(f"{row.name} 交到哪个月认不出来，请重选。")
            continue
        is_elsewhere = value == _ELSEWHERE
        payments.append(Payment(row.person.pk, months, is_elsewhere))
        cents += 0 if is_elsewhere else _cents(row, months)
    return Read(found, tuple(payments), tuple(errors), cents)


def _months(row: Row, value: str) -> tuple[date, ...]:
    if row.full is None:
        return ()
    if value == _PAID or (value == _ELSEWHERE and row.is_away):
        return row.months_to(row.full.month)
    try:
        month = date.fromisoformat(f"{value}-01")
    except ValueError:
        return ()
    return row.months_to(month) if any(choice.month == month for choice in row.choices) else ()


def _cents(row: Row, months: Sequence[date]) -> int:
    return next(choice.cents for choice in row.choices if choice.month == months[-1])
