"""Checks a roster of people: every cell read, every contradiction and doubt named, who is known found by ID number."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, Final, NamedTuple, cast

from dangjian.affairs.duplicates.counting import Budget
from dangjian.affairs.imports.kinds.branches import Bodies
from dangjian.affairs.imports.kinds.people import cells
from dangjian.affairs.imports.kinds.people.away import Journey, Journeys
from dangjian.affairs.imports.kinds.people.cells import Value
from dangjian.affairs.imports.kinds.people.composing import NOTHING, Texts, compose
from dangjian.affairs.imports.kinds.people.faultless import Faultless, Telling
from dangjian.affairs.imports.kinds.people.known import Known
from dangjian.affairs.imports.kinds.people.sealing import Sealer
from dangjian.affairs.imports.kinds.people.wording import DOOR, Wording
from dangjian.affairs.imports.kinds.rows import Checked, Found, Row
from dangjian.affairs.imports.models import Level
from dangjian.affairs.members.models import Standing
from dangjian.affairs.members.rules import Dates, faults
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person, Sex
from dangjian.affairs.people.rules import Unreadable

Facts = dict[str, Value]
_NEEDED: Final = {"name": "姓名", "branch": "所在党支部", "id_number": "公民身份证号", "category": "人员类别"}
_SHOWN: Final = 12  # Row numbers named in a note.


class _Read(NamedTuple):
    """A row read cell by cell: the facts, their COPY text, where it belongs, the index of its number."""

    checked: Checked
    facts: Facts
    texts: Texts
    branch: Organization | None
    id_index: bytes
    journey: Journey | None


class People:
    """Checks rows of people into ``top`` and below; ``seen`` is where each ID number stood first in the file."""

    def __init__(
        self, top: Organization, columns: Mapping[int, str], on: date, seen: dict[str, Row], *, from_1904: bool
    ) -> None:
        self._on = on
        self._bodies = Bodies(top, on, branches_only=True)
        self._known = Known(top, on)
        readers = cells.readers(on, from_1904=from_1904)
        self._columns = {name: at for at, name in columns.items()}
        self._wordings = [
            Wording(at, name, readers[name], NOTHING.get(name, ""))
            for at, name in sorted(columns.items())
            if name not in ("branch", "id_number")
        ]
        self._sealer = Sealer()
        self._telling = Telling(self._columns, self._wordings, self._bodies, self._sealer, on)
        self._seen = seen
        self._journeys = Journeys(self._bodies, on)
        self._doors = 0
        self._provinces: list[int] = []

    def charge(self, budget: Budget) -> None:
        """Count what is told of people elsewhere against the searches of who imports."""
        self._known.budget = budget

    def check(self, rows: Sequence[Row]) -> Iterator[Checked]:
        """Yield every row with what was found; at most three queries a block, however many rows it holds."""
        told = zip(rows, self._telling.tell(rows), strict=True)
        looked = [each if each and self._is_first(each.number.text, row) else self._read(row) for row, each in told]
        self._known.look_up([each.id_index for each in looked if each.id_index])
        for row, each in zip(rows, looked, strict=True):
            if isinstance(each, Faultless) and self._known.is_nobody(each.id_index, each.branch, each.name):
                self._count(row, each)
                yield Checked(row, "new", prepared=each.prepared)
            else:
                yield self._settled(self._read(row) if isinstance(each, Faultless) else each)

    def notes(self) -> list[str]:
        """Return what is not kept, and what many rows have in common."""
        said = []
        if self._doors:
            said.append(f"{self._doors} 处地址写到了门牌，只保存到街道、村（社区），门牌号不保存。")
        if self._provinces:
            some = "、".join(map(str, sorted(self._provinces)[:_SHOWN]))
            more = "等" if len(self._provinces) > _SHOWN else ""
            said.append(
                f"{len(self._provinces)} 行公民身份证号的前两位不是现行的省级代码（第 {some}{more} 行），请核对。"
            )
        return [*said, *self._journeys.notes()]

    def _count(self, row: Row, told: Faultless) -> None:
        self._doors += told.doors
        if told.number.doubts:
            self._provinces.append(row.number)

    def _read(self, row: Row) -> _Read:
        checked, facts, texts = Checked(row, "new"), Facts(), Texts()
        for wording in self._wordings:
            name, meaning = wording.name, wording.meaning(self._cell(row, wording.name))
            if meaning is wording.absent:
                continue
            if meaning.fault:
                self._wrong(checked, name, meaning.fault)
                facts[name] = None
                continue
            facts[name], texts[name] = meaning.value, meaning.text
            if meaning.doubt == DOOR:
                self._doors += 1
            elif meaning.doubt:
                checked.found.append(Found(Level.WARNING, name, meaning.doubt))
        branch = self._place(checked, facts, self._cell(row, "branch"))
        self._identify(checked, facts, self._cell(row, "id_number"))
        self._compare(checked, facts, row)
        journey = self._journeys.read(checked, facts, branch)
        return _Read(checked, facts, texts, branch, cast("bytes", facts.get("id_index", b"")), journey)

    def _cell(self, row: Row, name: str) -> str:
        at = self._columns.get(name, len(row.cells))
        words = row.cells[at] if at < len(row.cells) else ""
        return "" if words in cells.EMPTY else words

    def _place(self, checked: Checked, facts: Facts, words: str) -> Organization | None:
        try:
            found = self._bodies.find(words) if words else None
        except Unreadable as wrong:
            self._wrong(checked, "branch", str(wrong))
            facts["branch"] = None
            return None
        if found:
            facts["branch"] = found.pk
        return found

    def _identify(self, checked: Checked, facts: Facts, words: str) -> None:
        if not words:
            return
        try:
            number = cells.id_number(words, self._on)
        except Unreadable as wrong:
            self._wrong(checked, "id_number", str(wrong))
            facts["id_number"] = None
            return
        facts["id_number"] = number.text
        facts["id_index"] = self._sealer.index("id_number", number.text)  # type: ignore[assignment]
        facts["_born"], facts["_sex"] = number.born_on, Sex.MALE if number.is_male else Sex.FEMALE
        if number.doubts:
            self._provinces.append(checked.row.number)

    def _compare(self, checked: Checked, facts: Facts, row: Row) -> None:
        for name, caption in _NEEDED.items():
            if name not in facts:
                self._wrong(checked, name, f"没有填{caption}。")
        born, sex = facts.pop("_born", None), facts.pop("_sex", None)
        if isinstance(born, date):
            if facts.get("born_on") not in (None, born) and not _is_month_of(facts["born_on"], born):
                self._wrong(checked, "born_on", "出生日期与公民身份证号里的不一致，请核对哪一项写错了。")
            if facts.get("sex") not in (None, sex):
                self._wrong(checked, "sex", "性别与公民身份证号第 17 位不一致，请核对哪一项写错了。")
            facts["born_on"], facts["sex"] = born, sex
        self._lost(checked, facts)
        self._dates(checked, facts)
        number = facts.get("id_number")
        if number and not self._is_first(str(number), row):
            first = self._seen[str(number)]
            place = f"第 {first.number} 行" if first.sheet == row.sheet else f"“{first.sheet}”第 {first.number} 行"
            self._wrong(checked, "id_number", f"与{place}的公民身份证号相同，重复了。")

    def _lost(self, checked: Checked, facts: Facts) -> None:
        is_lost = facts.pop("is_lost", None)
        if is_lost is True and not facts.get("lost_since"):
            self._wrong(checked, "lost_since", "填了失联，没有填失去联系日期。")
        if is_lost is False and facts.get("lost_since"):
            self._wrong(checked, "lost_since", "没有失联，却填了失去联系日期，请核对。")

    def _dates(self, checked: Checked, facts: Facts) -> None:
        category = facts.get("category")
        known = {field.name: facts.get(field.name) for field in fields(Dates)} | {"category": str(category or "")}
        for fault in faults(Dates(**known), on=self._on) if category else ():  # type: ignore[arg-type]
            if fault.is_doubt:
                citation = f"（{fault.citation}）" if fault.citation else ""
                checked.found.append(Found(Level.WARNING, fault.field, fault.words + citation))
            else:
                self._wrong(checked, fault.field, fault.words)

    def _wrong(self, checked: Checked, field: str, words: str) -> None:
        checked.state = "error"
        checked.found.append(Found(Level.ERROR, field, words))

    def _is_first(self, number: str, row: Row) -> bool:
        place = Row(row.sheet, row.number, ())  # Without its cells: a county's numbers are remembered.
        return self._seen.setdefault(number, place) == place

    def _settled(self, read: _Read) -> Checked:
        checked, facts, texts, branch, index, journey = read
        if checked.state == "error" or not branch:
            return checked
        try:
            person = self._known.find(facts, branch)
        except Unreadable as wrong:
            self._wrong(checked, "id_number", str(wrong))
            return checked
        if person is None:
            facts.setdefault("standing", Standing.NORMAL)
            checked.prepared = compose(facts, texts, branch)
        else:
            self._known.differ(checked, person, facts)
        if journey and checked.state != "error" and not (person and self._journeys.is_known(person)):
            self._leave(checked, journey, journey.prepared(branch, index), person)
        return checked

    def _leave(self, checked: Checked, journey: Journey, prepared: list[Any], person: Person | None) -> None:
        """Write someone's stay beside their record."""
        checked.beside = prepared
        self._journeys.count()
        if person:
            where = " ".join(filter(None, (journey.host.short_name if journey.host else "", journey.place)))
            checked.state = "changed"
            checked.found.append(Found(Level.CHANGE, "away_to", f"{person.name}：登记流动，{where}"))


def _is_month_of(written: Value, born: date) -> bool:
    """Say whether someone wrote the month of birth only (1963.11 is read as its first day)."""
    return isinstance(written, date) and written.day == 1 and (written.year, written.month) == (born.year, born.month)
