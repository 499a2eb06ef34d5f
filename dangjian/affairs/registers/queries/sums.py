"""Roll-up by the tree: who has filled, and what it comes to, set-wise, whatever the county's size."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db import connection
from django.db.models import Count, Q
from django.db.models.functions import Left

from dangjian.access import paths
from dangjian.affairs.organizations.models import Organization, OrganizationQuerySet
from dangjian.affairs.registers.fillers import asked_bodies
from dangjian.affairs.registers.models import COUNTED, Absence, Entry, Register, Why
from dangjian.affairs.registers.rules.definitions import Definition
from dangjian.affairs.registers.rules.fields import Field, Kind
from dangjian.affairs.registers.rules.values import result_of, words

_SUMS: Final = """
SELECT left(figure.org_path, %(width)s), figure.key, sum(figure.number)
FROM registers_figure figure JOIN registers_entry line ON line.id = figure.entry_id
WHERE line.register_id = %(register)s AND line.period = %(period)s AND line.closed_on IS NULL
  AND figure.key = ANY(%(keys)s)
  AND line.state = ANY(%(states)s) AND line.org_path >= %(path)s AND line.org_path < %(path)s || '~'
GROUP BY 1, 2
"""
_STATES: Final = """
SELECT left(body.org_path, %(width)s), count(*), count(*) FILTER (WHERE body.is_confirmed),
       count(*) FILTER (WHERE body.is_returned), sum(body.lines)
FROM (
  SELECT org_path, count(*) AS lines, bool_and(state = 'confirmed') AS is_confirmed,
         bool_or(state = 'returned') AS is_returned
  FROM registers_entry
  WHERE register_id = %(register)s AND period = %(period)s AND closed_on IS NULL
    AND org_path >= %(path)s AND org_path < %(path)s || '~'
  GROUP BY organization_id, org_path
) body GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A body, or everything below one: how many fill, have filled, are confirmed, and the sums by field key."""

    body: Organization
    is_open: bool
    asked: int
    filled: int
    confirmed: int
    returned: int
    none: int
    lines: int
    sums: Mapping[str, Decimal]

    @property
    def done(self) -> int:
        """How many bodies have answered: filled, or said that there is nothing."""
        return self.filled + self.none

    def shown(self, fields: Sequence[Field]) -> list[tuple[str, str]]:
        """Return caption and figure in words, one a field; what nobody filled is empty, not zero."""
        return [(field.caption, self.figure(field)) for field in fields]

    def figure(self, field: Field) -> str:
        """Return one figure in words."""
        return words(field, self.number(field))

    def number(self, field: Field) -> Decimal | None:
        """Return one figure: of quotients, that of the sums."""
        return self.sums.get(field.key) if field.is_summed else result_of(field, self.sums)


@dataclass(frozen=True, slots=True)
class RollUp:
    """A body's part of a register: its children in the county's order, and the whole."""

    under: Organization
    lines: Sequence[Line]
    whole: Line


def roll_up(
    register: Register,
    definition: Definition,
    period: str,
    under: Organization,
    on: date,
    fields: Sequence[Field] | None = None,
) -> RollUp:
    """Return the sums (of some fields, else of all) and who has filled below ``under``, by its children; 5 queries."""
    wanted = definition.live if fields is None else fields
    width = len(under.path) + paths.WIDTH
    bound: dict[str, Any] = {
        "register": register.pk, "period": period, "path": under.path, "width": width,
        "states": [state.value for state in COUNTED],
        "keys": list({key for field in wanted for key in ([field.key] if field.is_summed else field.of)}),
    }  # fmt: skip
    sums: dict[str, dict[str, Decimal]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, bound)
        for place, key, number in cursor.fetchall():
            sums.setdefault(place, {})[key] = number
        cursor.execute(_STATES, bound)
        states = {row[0]: tuple(int(one) for one in row[1:]) for row in cursor.fetchall()}
    asked = _counted(asked_bodies(definition, under, on), width)
    said = Absence.objects.filter(register=register, period=period, why=Why.NONE)
    inside = said.filter(org_path__gte=under.path, org_path__lt=paths.following(under.path))
    none = dict(inside.values(place=Left("org_path", width)).values_list("place", Count("pk")))
    places = {*sums, *states, *asked, *none}
    bodies = Organization.objects.at_or_below(under).filter(path__in=places).in_order()
    lines = [_line(body, under, sums, states, asked, none) for body in bodies]
    return RollUp(under, lines, _whole(under, lines))


def _counted(bodies: OrganizationQuerySet, width: int) -> dict[str, int]:
    return dict(bodies.order_by().values(place=Left("path", width)).values_list("place", Count("pk")))


def _line(
    body: Organization,
    under: Organization,
    sums: Mapping[str, Mapping[str, Decimal]],
    states: Mapping[str, tuple[int, ...]],
    asked: Mapping[str, int],
    none: Mapping[str, int],
) -> Line:
    filled, confirmed, returned, lines = states.get(body.path, (0, 0, 0, 0))
    number = asked.get(body.path, 0)
    return Line(
        body, body.path != under.path and not body.is_branch, number, filled, confirmed, returned,
        none.get(body.path, 0), lines, sums.get(body.path, {}),
    )  # fmt: skip


def _whole(under: Organization, lines: Sequence[Line]) -> Line:
    sums: dict[str, Decimal] = {}
    for line in lines:
        for key, number in line.sums.items():
            sums[key] = sums.get(key, Decimal(0)) + number
    totals: dict[str, Any] = {name: sum(getattr(line, name) for line in lines) for name in _COUNTS}
    return Line(body=under, is_open=False, sums=sums, **totals)


_COUNTS: Final = ("asked", "filled", "confirmed", "returned", "none", "lines")


def waiting(
    register: Register, definition: Definition, period: str, under: Organization, on: date
) -> OrganizationQuerySet:
    """Return the bodies that have not answered, in the county's order; what they said of it is fetched beside."""
    filled = Entry.objects.filter(register=register, closed_on=None, period=period).values("organization")
    none = Absence.objects.filter(register=register, period=period, why=Why.NONE).values("organization")
    rows = asked_bodies(definition, under, on).exclude(Q(pk__in=filled) | Q(pk__in=none))
    return rows.select_related("parent").in_order()


def reasons(register: Register, period: str, bodies: Sequence[Organization]) -> dict[int, Absence]:
    """Return what bodies said about why they have not filled yet."""
    rows = Absence.objects.filter(register=register, period=period, organization__in=bodies)
    return {row.organization_id: row for row in rows}


def spread(register: Register, period: str, under: Organization, field: Field) -> list[tuple[str, int]]:
    """Return how many lines say each choice (or 是, 否) of a field, in the order of the choices."""
    lines = Entry.objects.counted().of_period(period).filter(register=register)
    inside = lines.filter(org_path__gte=under.path, org_path__lt=paths.following(under.path))
    rows = inside.order_by().values_list(f"values__{field.key}").annotate(number=Count("pk"))
    found = {words(field, value): number for value, number in rows}
    order = ["是", "否"] if field.kind is Kind.YES_NO else list(field.choices)
    return [(caption, found.get(caption, 0)) for caption in order]


def is_spread(field: Field) -> bool:
    """Say whether a field is told by how many said what."""
    return field.kind in (Kind.YES_NO, Kind.CHOICE)
