"""A register's definition: what it is about, who fills it when, and its fields; read from TOML or from a county's copy.

The format of a file of practices (docs/registers.md)::

    [instrument]                       # as in the rulebook: title, source, checked_on, confidence, own
    [[register]]
    id = "village_cadres"              # stays the same in all versions
    version = 1
    title = "村干部台账"
    about = "person"                   # body · place · person · thing
    places = "village"                 # of a place: village (行政村、社区) · grid (网格) · estate (小区)
    period = "standing"                # standing · month · quarter · half · year
    filled_by = ["villages"]           # keys of FILLERS
    confirmed_by = "superior"          # superior · keeper · nobody
    minutes = 10                       # that filling it takes one body
    due_days = 15                      # after the period, or after publishing a standing one
    note = "…"                         # says what it is, and from where
    local = true                       # 地方自定: the county says what is in it
    kept_months = 12                   # lines are deleted so long after they were closed; left out: they stay
    [[register.field]]
    key, caption, kind (text · integer · number · money · day · yes_no · choice · formula), unit, hint, group, required,
    choices = ["…"], min, max, pattern, compare = "le" with other = "key", fact = "key of the catalogue of facts",
    formula = "sum" (difference · ratio · share · count) with of = ["key", …]
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from dangjian.affairs.registers.rules.fields import DefinitionError, Field, read_field, troubles
from dangjian.affairs.registers.rules.periods import PERIODS, STANDING


class About(StrEnum):
    """What a line of a register is about."""

    BODY = "body"
    PLACE = "place"
    PERSON = "person"
    THING = "thing"


ABOUT: Final = {About.BODY: "党组织", About.PLACE: "地方", About.PERSON: "人", About.THING: "事或物"}
PLACES: Final = {"village": "行政村、社区", "grid": "网格", "estate": "小区"}
FILLERS: Final = {
    "villages": "村党组织",
    "communities": "社区党组织",
    "branches": "党支部",
    "townships": "镇乡（街道）党委",
    "departments": "县直部门党组织",
    "private": "非公企业党组织",
    "societies": "社会组织党组织",
}
CONFIRMERS: Final = {"superior": "上级党组织", "keeper": "建台账的党组织", "nobody": "不用核，填了就算"}
MOST_FIELDS: Final = 60


@dataclass(frozen=True, slots=True)
class Definition:
    """What a register is; ``key`` is empty for one that a county made for itself."""

    title: str
    about: About
    key: str = ""
    version: int = 1
    places: str = ""
    period: str = STANDING
    filled_by: tuple[str, ...] = ()
    confirmed_by: str = "superior"
    minutes: int = 10
    due_days: int = 15
    note: str = ""
    is_local: bool = False
    kept_months: int = 0
    fields: tuple[Field, ...] = ()

    @property
    def live(self) -> tuple[Field, ...]:
        """The fields that are not retired."""
        return tuple(field for field in self.fields if not field.is_retired)

    @property
    def asked(self) -> tuple[Field, ...]:
        """The fields that somebody fills or corrects."""
        return tuple(field for field in self.fields if field.is_asked)

    @property
    def summed(self) -> tuple[Field, ...]:
        """The fields whose figures stand in rows of their own."""
        return tuple(field for field in self.live if field.is_summed)

    @property
    def has_many_lines(self) -> bool:
        """Say whether one body may have several lines of a period."""
        return self.about in (About.PERSON, About.THING) or self.places in ("grid", "estate")

    @property
    def period_words(self) -> str:
        """Return how often it is filled, in words."""
        return PERIODS[self.period]

    @property
    def filler_words(self) -> str:
        """Return who fills it, in words."""
        return "、".join(FILLERS[key] for key in self.filled_by)

    @property
    def about_words(self) -> str:
        """Return what a line is about, in words."""
        return PLACES[self.places] if self.about is About.PLACE else ABOUT[self.about]

    @property
    def confirmer_words(self) -> str:
        """Return who confirms, in words."""
        return CONFIRMERS[self.confirmed_by]

    def field(self, key: str) -> Field | None:
        """Return the field of a key, retired ones too."""
        return next((field for field in self.fields if field.key == key), None)

    def with_fields(self, fields: Sequence[Field]) -> "Definition":
        """Return it with other fields."""
        return replace(self, fields=tuple(fields))

    def to_json(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {
            "id": self.key, "version": self.version, "title": self.title, "about": str(self.about),
            "places": self.places, "period": self.period, "filled_by": list(self.filled_by),
            "confirmed_by": self.confirmed_by, "minutes": self.minutes, "due_days": self.due_days, "note": self.note,
            "local": self.is_local, "kept_months": self.kept_months, "field": [one.to_json() for one in self.fields],
        }  # fmt: skip


_NAMES: Final = frozenset(Definition("", About.BODY).to_json())


def read_definition(entry: Mapping[str, Any]) -> Definition:
    """Read a definition; raises ``DefinitionError`` for what is missing, unread or unknown."""
    strays = set(entry) - _NAMES
    if strays:
        raise DefinitionError(f"台账里有读不懂的内容：{'、'.join(sorted(strays))}")
    try:
        made = Definition(
            title=str(entry["title"]), about=About(entry["about"]), key=str(entry.get("id", "")),
            version=int(entry.get("version", 1)), places=str(entry.get("places", "")),
            period=str(entry.get("period", STANDING)), filled_by=tuple(entry.get("filled_by", ())),
            confirmed_by=str(entry.get("confirmed_by", "superior")), minutes=int(entry.get("minutes", 10)),
            due_days=int(entry.get("due_days", 15)), note=str(entry.get("note", "")),
            is_local=bool(entry.get("local", False)), kept_months=int(entry.get("kept_months", 0)),
            fields=tuple(read_field(one) for one in entry.get("field", ())),
        )  # fmt: skip
    except (KeyError, ValueError, TypeError) as wrong:
        raise DefinitionError(f"台账缺少或写错：{wrong}") from wrong
    unknown = set(made.filled_by) - set(FILLERS)
    if unknown or made.period not in PERIODS or made.confirmed_by not in CONFIRMERS:
        raise DefinitionError(f"“{made.title}”：不认识的填报单位、周期或核对人")
    return made


def problems(definition: Definition) -> list[str]:
    """Return what still keeps it from being published, in words."""
    found = []
    if not definition.title.strip():
        found.append("还没有名称")
    if not definition.filled_by:
        found.append("还没有选由谁填")
    if definition.about is About.PLACE and definition.places not in PLACES:
        found.append("还没有选是哪种地方")
    if not definition.asked:
        found.append("还没有栏目")
    if len(definition.live) > MOST_FIELDS:
        found.append(f"栏目超过 {MOST_FIELDS} 个")
    return found + troubles(definition.fields)


def difference(old: Definition, new: Definition) -> list[str]:
    """Return what a new version changes for whoever fills it, in words."""
    before = {field.key: field for field in old.live}
    after = {field.key: field for field in new.live}
    found = [f"新增“{after[key].caption}”" for key in after if key not in before]
    found += [f"不再填“{before[key].caption}”" for key in before if key not in after]
    for key, field in after.items():
        was = before.get(key)
        if was and was.caption != field.caption:
            found.append(f"“{was.caption}”改称“{field.caption}”")
        elif was and was != field:
            found.append(f"“{field.caption}”的要求有改动")
    return found
