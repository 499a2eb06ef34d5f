"""What a person's bodies have to fill: register, body, period, where it stands, by when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dangjian.access import paths
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.registers.fillers import kinds_of
from dangjian.affairs.registers.models import Absence, Entry, Register, State, Why
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


def due(actor: Actor, on: date) -> list[Due]:
    """Return what the bodies of this person's own posts fill, the earliest due first; ``actor`` is whole. 4 queries."""
    bodies = Organization.objects.filter(pk__in=actor.bodies(Permission.REGISTER_FILL)).select_related("parent")
    return of_bodies([body for body in bodies if body.is_open_on(on)], on)


def of_bodies(bodies: Sequence[Organization], on: date, register: Register | None = None) -> list[Due]:
    """Return what these bodies fill."""
    above = {place for body in bodies for place in paths.ancestors(body.path)}
    rows = Register.objects.running().filter(org_path__in=above).select_related("current", "organization")
    running = list(rows.filter(pk=register.pk) if register else rows.in_order())
    firsts = _firsts(running)
    wanted = [
        (row, body, period)
        for row in running
        for body in bodies
        if row.current and paths.contains(row.org_path, body.path)
        if kinds_of(body) & set(row.current.text.filled_by)
        for period in shown(row, firsts.get(row.pk, on), on)
    ]
    return sorted(_found(wanted, firsts, on), key=lambda one: (one.due_on, one.register.title))


def _firsts(running: Iterable[Register]) -> dict[int, date]:
    rows = Register.objects.filter(pk__in=[row.pk for row in running], versions__number=1)
    return dict(rows.values_list("pk", "versions__published_on"))


def shown(row: Register, first: date, on: date) -> list[Period]:
    """Return the periods that are asked about now, the latest first; one that has just begun waits for its end."""
    every = row.current.text.period if row.current else STANDING
    found = periods(every, first, on)
    if every != STANDING and len(found) > 1 and on < found[0].end - _BEFORE_END:
        found = found[1:]
    return found[:_SHOWN]


def due_on(definition: Definition, period: Period, first: date) -> date:
    """Return by when a period is filled: so many days after its last day, or after publishing a standing register."""
    start = first if definition.period == STANDING else period.end - timedelta(days=1)
    return start + timedelta(days=definition.due_days)


def _found(wanted: Sequence[tuple[Register, Organization, Period]], firsts: dict[int, date], on: date) -> Iterable[Due]:
    keys = {period.key for _, _, period in wanted}
    ids, bodies = {row.pk for row, _, _ in wanted}, {body.pk for _, body, _ in wanted}
    states: dict[tuple[int, int, str], list[str]] = {}
    lines = Entry.objects.filter(register__in=ids, organization__in=bodies, period__in=keys, closed_on=None)
    for register_id, body_id, key, state in lines.values_list("register", "organization", "period", "state"):
        states.setdefault((register_id, body_id, key), []).append(state)
    said = Absence.objects.filter(register__in=ids, organization__in=bodies, period__in=keys)
    absent = {(one.register_id, one.organization_id, one.period): one for one in said}
    for row, body, period in wanted:
        if row.current is None:
            continue
        day = due_on(row.current.text, period, firsts.get(row.pk, on))
        mark = (row.pk, body.pk, period.key)
        found, absence = states.get(mark, []), absent.get(mark)
        is_done = State.RETURNED not in found and State.OPEN not in found and bool(found or _has_none(absence))
        yield Due(row, body, period, day, _standing(found, absence, day, on), len(found), is_done)


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


def first_day(row: Register, on: date) -> date:
    """Return the day on which a register was first published."""
    return _firsts([row]).get(row.pk, on)
