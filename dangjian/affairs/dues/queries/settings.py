"""What the January run opens with: each member as they were set last, and by what else is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangjian.affairs.dues.models import Assessment
from dangjian.affairs.dues.queries.rolls import on_the_roll
from dangjian.affairs.dues.rules import Payer
from dangjian.affairs.organizations.models import Field, Organization
from dangjian.affairs.people.models import Person

_BY_FIELD = {Field.RURAL: Payer.FARMER}


@dataclass(frozen=True, slots=True)
class Start:
    """A member and what their line opens with; ``source`` says whence. ``has_income``: one is kept, and not shown."""

    person: Person
    now: Assessment | None
    last: Assessment | None
    payer: Payer
    source: str

    @property
    def has_income(self) -> bool:
        """Whether an income is kept that an empty field stands for."""
        row = self.now or self.last
        return bool(row and row.detail and row.kind is self.payer)

    @property
    def chosen(self) -> int | None:
        """The amount chosen last for who has no income to reckon by, in cents."""
        row = self.now or self.last
        return row.computed if row and self.payer.has_choice and row.kind is self.payer else None

    @property
    def voluntary(self) -> int:
        """What was given freely, in cents."""
        row = self.now or self.last
        return row.voluntary if row else 0


def starts(organization: Organization, year: int, on: date) -> Sequence[Start]:
    """Return the lines of a branch's run for a year, in the order of the roll; a fixed number of queries."""
    people = on_the_roll(organization, on)
    rows = Assessment.objects.in_force().filter(person__in=people, year__lte=year).order_by("year", "from_month")
    last: dict[int, Assessment] = {}
    now: dict[int, Assessment] = {}
    for row in rows:
        (now if row.year == year else last)[row.person_id] = row
    guess = _BY_FIELD.get(Field(organization.field), Payer.SALARIED)
    return [_start(person, now.get(person.pk), last.get(person.pk), guess) for person in people]


def _start(person: Person, now: Assessment | None, last: Assessment | None, guess: Payer) -> Start:
    kept = now or last
    if kept is None:
        return Start(person, None, None, guess, "按领域预填，请核对")
    source = f"{kept.set_on.year}年{kept.set_on.month}月{kept.set_on.day}日核定" if now else f"同{kept.year}年"
    return Start(person, now, last, kept.kind, source)
