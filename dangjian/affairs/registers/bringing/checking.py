"""Every cell of a table checked by its field, column by column; each fault names its row, its column and what to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.members.models import Member
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.rules import holds_number
from dangjian.affairs.registers.bringing.heads import Table
from dangjian.affairs.registers.bringing.lines import Checked, Fault, Ready
from dangjian.affairs.registers.bringing.subjects import areas, people
from dangjian.affairs.registers.fillers import asked_bodies
from dangjian.affairs.registers.knowledge import Given, known
from dangjian.affairs.registers.models import Entry, Register
from dangjian.affairs.registers.rules.definitions import About, Definition
from dangjian.affairs.registers.rules.fields import Field, Kind
from dangjian.affairs.registers.rules.values import Checks, NotAValueError, Values, read, words

_FAULT: Final = object()


@dataclass(frozen=True, slots=True)
class Asked:
    """For which register and period, by whom (with all their posts), as at which day."""

    register: Register
    definition: Definition
    period: str
    actor: Actor
    on: date


class Check:
    """A table checked against the register: bodies, subjects and known values fetched set-wise."""

    def __init__(self, table: Table, asked: Asked, under: Organization) -> None:
        self._table, self._asked = table, asked
        self._definition = asked.definition
        self._checks = Checks(self._definition.fields)
        self._found = Checked()
        scope = asked.actor.narrowed(Permission.REGISTER_FILL)
        bodies = asked_bodies(self._definition, asked.register.organization, asked.on)
        reachable = Organization.objects.visible_to(scope) if not self._is_keeper() else Organization.objects.all()
        rows = list(bodies.filter(pk__in=reachable.values("pk")) & Organization.objects.at_or_below(under))
        self._bodies: dict[str, Organization | None] = {}
        for body in rows:
            for name in {body.name, body.short_name}:
                self._bodies[name] = None if name in self._bodies else body
        self._lines = self._existing([body.pk for body in rows])
        self._areas = areas(self._definition, rows)
        self._people: dict[tuple[int, str], Member | None] = {}
        if self._definition.about is About.PERSON:
            self._people = people([body.pk for body in rows], {row[table.subject or 0] for row in table.rows})

    def _is_keeper(self) -> bool:
        """Say whether whoever keeps the register brings it in for those who fill it."""
        return self._asked.actor.may(Permission.REGISTER_DEFINE, self._asked.register.org_path)

    def _existing(self, bodies: Sequence[int]) -> dict[tuple[int, str], tuple[Any, ...]]:
        lines = Entry.objects.filter(register=self._asked.register, organization__in=bodies)
        rows = lines.of_period(self._asked.period).values_list(
            "organization_id", "name", "pk", "revision", "subject", "values", "sources"
        )
        return {(row[0], row[1]): row[2:] for row in rows}

    def run(self) -> Checked:
        """Check everything."""
        table, count = self._table, len(self._table.rows)
        bodies = [self._body(place) for place in range(count)]
        columns = {one.key: self._column(one, place) for one, place in table.fields}
        given = self._given(bodies)
        seen: dict[tuple[int, str], int] = {}
        for place in range(count):
            body = bodies[place]
            if body is None or any(column[place] is _FAULT for column in columns.values()):
                continue
            name = self._name(place)
            if name is None:
                continue
            if (body.pk, name) in seen:
                self._fault(place, "党组织", f"与第 {seen[body.pk, name]} 行重复，没有导入这一行")
                continue
            seen[body.pk, name] = table.numbers[place]
            self._line(place, body, name, {key: column[place] for key, column in columns.items()}, given)
        return self._found

    def _fault(self, place: int, column: str, said: str) -> None:
        self._found.faults.append(Fault(self._table.numbers[place], column, said))

    def _body(self, place: int) -> Organization | None:
        row = self._table.rows[place]
        typed = row[self._table.body] if self._table.body < len(row) else ""
        if typed in self._bodies and self._bodies[typed] is not None:
            return self._bodies[typed]
        if not typed:
            said = "没有写是哪个党组织"
        elif typed in self._bodies:
            said = f"有不止一个“{typed}”，请写全称"
        else:
            said = f"没有找到“{typed}”：名称要与平台里的一样，并且由它填这本台账、在您的范围里"
        self._fault(place, "党组织", said)
        return None

    def _column(self, one: Field, at: int) -> list[Any]:
        """Read a column; what many rows say alike is read once."""
        known_words: dict[str, Any] = {}
        found: list[Any] = []
        for place, row in enumerate(self._table.rows):
            typed = row[at] if at < len(row) else ""
            if typed not in known_words:
                known_words[typed] = self._value(one, typed)
            value = known_words[typed]
            if value.__class__ is NotAValueError:
                self._fault(place, one.head, f"“{typed[:30]}”：{value}")
                value = _FAULT
            found.append(value)
        return found

    @staticmethod
    def _value(one: Field, typed: str) -> Any:  # noqa: ANN401  # a value, or why not
        if one.kind is Kind.TEXT and holds_number(typed):
            return NotAValueError("不要写身份证号或手机号")
        try:
            return read(one, typed)
        except NotAValueError as wrong:
            return wrong

    def _name(self, place: int) -> str | None:
        at = self._table.subject
        if at is None:
            return ""
        row = self._table.rows[place]
        said = row[at].strip()[:120] if at < len(row) else ""
        if not said or holds_number(said):
            self._fault(place, "姓名或名称", "没有写" if not said else "不要写身份证号或手机号")
            return None
        return said

    def _given(self, bodies: Sequence[Organization | None]) -> Mapping[int, Mapping[str, Given]]:
        asked = self._asked
        rows: list[Any] = list({body.pk: body for body in bodies if body is not None}.values())
        if self._definition.about is About.PERSON:
            rows = [member for member in self._people.values() if member is not None]
        return known(self._definition, rows, asked.actor, asked.on)

    def _line(
        self, place: int, body: Organization, name: str, typed: Values, given: Mapping[int, Mapping[str, Given]]
    ) -> None:
        area = self._areas.get((body.pk, name))
        if self._definition.about is About.PLACE and area is None:
            self._fault(place, "地方", f"{body.short_name}没有“{name}”这个{self._definition.about_words}")
            return
        member = self._people.get((body.pk, name))
        entry, revision, subject, kept, kept_sources = self._lines.get((body.pk, name), (0, 0, "", {}, {}))
        row_id = member.pk if member is not None else 0 if self._definition.about is About.PERSON else body.pk
        known_here = given.get(row_id, {})
        values: Values = {**kept, **typed}
        sources = dict(kept_sources)
        if not self._settle(place, values, typed, known_here, sources):
            return
        values = self._checks.worked_out(values)
        wrong = self._checks.faults(values)
        for key, said in wrong.items():
            one = self._definition.field(key)
            self._fault(place, one.head if one else key, said)
        if wrong:
            return
        if entry and values == kept:
            self._found.same += 1
            return
        self._found.ready.append(
            Ready(
                body.pk, body.path, entry, revision, subject or (area.code if area else ""), name,
                area.pk if area else None, member.person_id if member else None, values, sources,
            )
        )  # fmt: skip

    def _settle(
        self, place: int, values: Values, typed: Values, given: Mapping[str, Given], sources: dict[str, Any]
    ) -> bool:
        """Fill in what is known; say whether nothing typed contradicts it: a correction needs its reason."""
        is_right = True
        for key, one in given.items():
            if sources.get(key, {}).get("corrected") and typed.get(key) in (None, values[key]):
                continue
            if typed.get(key) not in (None, one.value):
                column = self._definition.field(key)
                said = words(column, one.value) if column else one.value
                self._fault(place, column.head if column else key, f"平台里是“{said}”；要更正请在页面上写明原因")
                is_right = False
            values[key] = one.value
            sources[key] = one.to_json(is_corrected=False)
        return is_right
