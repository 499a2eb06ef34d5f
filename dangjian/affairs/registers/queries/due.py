"""What a person's bodies have to fill: register, body, period, where it stands, by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from dangjian.access import paths
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization, OrganizationQuerySet
from dangjian.affairs.registers.fillers import kinds_of
from dangjian.affairs.registers.models import Absence, Entry, EntryQuerySet, Register, RegisterQuerySet, State, Why
from dangjian.affairs.registers.rules.definitions import Definition
from dangjian.affairs.registers.rules.periods import STANDING, Period, periods
from dangjian.foundation.ui.parts import Level, Standing

_NEAR = timedelta(days=7)
_BEFORE_END = timedelta(days=10)
_SHOWN = 2  # Periods: what is older stands in the register's own list.


@dataclass(frozen=True, slots=True)
class Due:
    """A body has to fill a register for a period; ``lines`` stand there already."""

    register: Register
    body: Organization
    period: Period
    due_on: date
    standing: Standing
    lines: int
    is_done: bool

    @property
    def definition(self) -> Definition:
        """The definition in force."""
        version = self.register.current
        assert version is not None  # noqa: S101  # only running registers are asked for
        return version.text


Wanted = tuple[Register, Organization, Period]


def due(actor: Actor, on: date) -> list[Due]:
    """Return what the bodies of this person's own posts fill, the earliest due first; ``actor`` is whole. 4 queries."""
    return of_bodies(list(own_bodies(actor, on)), on)


def own_bodies(actor: Actor, on: date) -> OrganizationQuerySet:
    """Return the open bodies of one's posts that fill registers."""
    bodies = Organization.objects.open_on(on).filter(pk__in=actor.bodies(Permission.REGISTER_FILL))
    return bodies.select_related("parent", "area")


def of_bodies(bodies: Sequence[Organization], on: date, register: Register | None = None) -> list[Due]:
    """Return what these bodies fill."""
    running = asked_of(bodies)
    asked = wanted(list(running.filter(pk=register.pk) if register else running), bodies, on)
    return judged(asked, list(lines_of(asked)), list(absences_of(asked)), on)


def asked_of(bodies: Sequence[Organization]) -> RegisterQuerySet:
    """Return the running registers of the bodies above these."""
    above = {place for body in bodies for place in paths.ancestors(body.path)}
    rows = Register.objects.running().filter(org_path__in=above)
    return rows.select_related("current", "organization").in_order()


def wanted(running: Sequence[Register], bodies: Sequence[Organization], on: date) -> list[Wanted]:
    """Return what is asked of each body now."""
    return [
        (row, body, period)
        for row in running
        for body in bodies
        if row.current and paths.contains(row.org_path, body.path)
        if kinds_of(body) & set(row.current.text.filled_by)
        for period in shown(row, on)
    ]


def lines_of(asked: Sequence[Wanted]) -> EntryQuerySet:
    """Return the lines that stand there."""
    rows = Entry.objects.filter(closed_on=None, **_among(asked))
    return rows.only("register_id", "organization_id", "period", "state")


def absences_of(asked: Sequence[Wanted]) -> "QuerySet[Absence]":
    """Return what bodies said instead."""
    return Absence.objects.filter(**_among(asked))


def _among(asked: Sequence[Wanted]) -> dict[str, Any]:
    return {
        "register__in": {row.pk for row, _, _ in asked},
        "organization__in": {body.pk for _, body, _ in asked},
        "period__in": {period.key for _, _, period in asked},
    }


def judged(asked: Sequence[Wanted], lines: Sequence[Entry], said: Sequence[Absence], on: date) -> list[Due]:
    """Return where each stands, the earliest due first."""
    states: dict[tuple[int, int, str], list[str]] = {}
    for line in lines:
        states.setdefault((line.register_id, line.organization_id, line.period), []).append(line.state)
    absent = {(one.register_id, one.organization_id, one.period): one for one in said}
    found = []
    for row, body, period in asked:
        mark = (row.pk, body.pk, period.key)
        found.append(_due(row, body, period, states.get(mark, []), absent.get(mark), on))
    return sorted(found, key=lambda one: (one.due_on, one.register.title))


def _due(
    row: Register, body: Organization, period: Period, states: Sequence[str], absence: Absence | None, on: date
) -> Due:
    assert row.current is not None  # noqa: S101  # only running registers are asked for
    day = due_on(row.current.text, period, row.opened_on or on)
    is_open = State.RETURNED in states or State.OPEN in states
    is_done = not is_open and bool(states or _has_none(absence))
    return Due(row, body, period, day, _standing(states, absence, day, on), len(states), is_done)


def shown(row: Register, on: date) -> list[Period]:
    """Return the periods that are asked about now, the latest first; one that has just begun waits for its end."""
    every = row.current.text.period if row.current else STANDING
    found = periods(every, row.opened_on or on, on)
    if every != STANDING and len(found) > 1 and on < found[0].end - _BEFORE_END:
        found = found[1:]
    return found[:_SHOWN]


def due_on(definition: Definition, period: Period, first: date) -> date:
    """Return by when a period is filled: so many days after its last day, or after publishing a standing register."""
    start = first if definition.period == STANDING else period.end - timedelta(days=1)
    return start + timedelta(days=definition.due_days)


def _has_none(absence: Absence | None) -> bool:
    return absence is not None and absence.why == Why.NONE


def _standing(states: Sequence[str], absence: Absence | None, day: date, on: date) -> Standing:
    if State.RETURNED in states:
        return Standing(Level.SOON, "已退回", "看退回的原因，改好再交")
    if states:
        is_confirmed = all(state == State.CONFIRMED for state in states)
        return Standing(Level.OK, "已核对") if is_confirmed else Standing(Level.INFO, "已填", "待核对")
    if _has_none(absence):
        return Standing(Level.OK, "本期没有")
    if on > day:
        words = absence.words if absence else f"{day.year}年{day.month}月{day.day}日到期"
        return Standing(Level.LATE, "过期未填", words)
    if absence is not None:
        return Standing(Level.SOON, "暂时填不了", absence.words)
    return Standing(Level.SOON if day - on <= _NEAR else Level.INFO, "待填", f"{day.year}年{day.month}月{day.day}日前")
