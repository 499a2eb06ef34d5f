"""A field of a register as data: what kind of value it takes, what is checked, what is worked out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

_KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
MOST_CHOICES: Final = 40


class DefinitionError(Exception):
    """A definition says something that nobody can read; the words are for whoever wrote it."""


class Kind(StrEnum):
    """What a field takes."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"
    DAY = "day"
    YES_NO = "yes_no"
    CHOICE = "choice"
    FORMULA = "formula"


KINDS: Final = {
    Kind.TEXT: "文字",
    Kind.INTEGER: "整数",
    Kind.NUMBER: "数字（可带小数）",
    Kind.MONEY: "金额",
    Kind.DAY: "日期",
    Kind.YES_NO: "是或否",
    Kind.CHOICE: "从选项里选",
    Kind.FORMULA: "由别的栏目算出",
}
FIGURES: Final = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.MONEY})


class Formula(StrEnum):
    """How a field is worked out of others."""

    SUM = "sum"
    DIFFERENCE = "difference"
    RATIO = "ratio"
    SHARE = "share"
    COUNT = "count"


FORMULAS: Final = {
    Formula.SUM: "相加",
    Formula.DIFFERENCE: "第一项减其余各项",
    Formula.RATIO: "第一项除以第二项",
    Formula.SHARE: "第一项占第二项的百分比",
    Formula.COUNT: "选“是”或有内容的有几项",
}
OF_SUMS: Final = frozenset({Formula.RATIO, Formula.SHARE})  # Of several bodies: of their sums.
COMPARISONS: Final = {"le": "不大于", "ge": "不小于", "lt": "小于", "gt": "大于", "eq": "等于"}


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a register.

    ``least`` and ``most`` bound a figure as decimal text, ``pattern`` a text; ``compare`` is how it must stand to
    the field ``other``. ``fact`` is the key of a fact that stands elsewhere: it goes out filled and is only corrected.
    ``formula`` works it out of the fields ``of``. ``is_retired``: held facts once, no longer asked.
    """

    key: str
    caption: str
    kind: Kind
    unit: str = ""
    hint: str = ""
    group: str = ""
    is_required: bool = False
    choices: tuple[str, ...] = ()
    least: str = ""
    most: str = ""
    pattern: str = ""
    compare: str = ""
    other: str = ""
    fact: str = ""
    formula: str = ""
    of: tuple[str, ...] = ()
    is_retired: bool = False

    @property
    def is_figure(self) -> bool:
        """Say whether it holds a figure of its own or a worked-out one."""
        return self.kind in FIGURES or self.kind is Kind.FORMULA

    @property
    def is_summed(self) -> bool:
        """Say whether bodies' figures are added up; quotients are worked out of sums instead."""
        return self.kind in FIGURES or (self.kind is Kind.FORMULA and Formula(self.formula) not in OF_SUMS)

    @property
    def is_asked(self) -> bool:
        """Say whether somebody fills it."""
        return not self.is_retired and self.kind is not Kind.FORMULA

    @property
    def head(self) -> str:
        """Return the caption with the unit, as it heads a column."""
        return f"{self.caption}（{self.unit}）" if self.unit else self.caption

    def to_json(self) -> dict[str, Any]:
        """Return it as it is kept: what says nothing is left out."""
        found = {name: getattr(self, attribute) for name, attribute in _NAMES.items()}
        plain = {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}
        return {name: str(value) if name == "kind" else value for name, value in plain.items() if value}


_NAMES: Final = {
    "key": "key", "caption": "caption", "kind": "kind", "unit": "unit", "hint": "hint", "group": "group",
    "required": "is_required", "choices": "choices", "min": "least", "max": "most", "pattern": "pattern",
    "compare": "compare", "other": "other", "fact": "fact", "formula": "formula", "of": "of", "retired": "is_retired",
}  # fmt: skip


def read_field(entry: Mapping[str, Any]) -> Field:
    """Read a field as it stands in TOML or in a county's copy; raises ``DefinitionError``."""
    strays = set(entry) - set(_NAMES)
    if strays:
        raise DefinitionError(f"栏目里有读不懂的内容：{'、'.join(sorted(strays))}")
    try:
        kind = Kind(entry["kind"])
        key, caption = str(entry["key"]), str(entry["caption"])
    except (KeyError, ValueError) as wrong:
        raise DefinitionError(f"栏目缺少或写错：{wrong}") from wrong
    values = {_NAMES[name]: _value(value) for name, value in entry.items()}
    made = Field(**{**values, "key": key, "caption": caption, "kind": kind})
    if not _KEY.fullmatch(key):
        raise DefinitionError(f"栏目代号“{key}”只能用小写字母、数字和下划线，字母开头")
    return made


def _value(value: Any) -> Any:  # noqa: ANN401  # what a definition may say
    if isinstance(value, list):
        return tuple(str(one) for one in value)
    return value if isinstance(value, bool) else str(value)


def troubles(fields: Sequence[Field]) -> list[str]:
    """Return what does not fit together, in words for whoever makes the register."""
    by_key = {field.key: field for field in fields}
    live = [field for field in fields if not field.is_retired]
    captions = [field.caption for field in live]
    found = [f"有两栏都叫“{caption}”" for caption in dict.fromkeys(captions) if captions.count(caption) > 1]
    if len(by_key) != len(fields):
        found.append("有两栏的代号相同")
    for field in live:
        found += [f"“{field.caption}”{words}" for words in _own(field, by_key)]
    return found


def _own(field: Field, by_key: Mapping[str, Field]) -> list[str]:
    found = []
    if field.kind is Kind.CHOICE and not 2 <= len(field.choices) <= MOST_CHOICES:  # noqa: PLR2004  # one is no choice
        found.append(f"要有 2 到 {MOST_CHOICES} 个选项")
    if field.kind is Kind.FORMULA:
        found += _formula(field, by_key)
    if field.compare:
        found += _comparison(field, by_key)
    if field.pattern and not _is_pattern(field.pattern):
        found.append("的格式写法不对")
    return found


def _formula(field: Field, by_key: Mapping[str, Field]) -> list[str]:
    if field.formula not in list(Formula):
        return ["没有说怎么算"]
    parts = [by_key.get(key) for key in field.of]
    if any(part is None or part.is_retired for part in parts):
        return ["要用的栏目有的已经不在了"]
    needed = 1 if field.formula == Formula.COUNT else 2
    is_pair = field.formula in OF_SUMS
    if len(parts) < needed or (is_pair and len(parts) != needed):
        return ["要正好选两栏来算" if is_pair else f"至少要选 {needed} 栏来算"]
    if any(part.kind is Kind.FORMULA for part in parts if part):
        return ["只能用填出来的栏目来算，不能再用算出来的"]
    is_counted = field.formula == Formula.COUNT
    if not is_counted and any(part.kind not in FIGURES for part in parts if part):
        return ["只能用数字、整数、金额来算"]
    return []


def _comparison(field: Field, by_key: Mapping[str, Field]) -> list[str]:
    other = by_key.get(field.other)
    if field.compare not in COMPARISONS or other is None or other.is_retired:
        return ["要比较的那一栏不在了"]
    is_day = field.kind is Kind.DAY and other.kind is Kind.DAY
    return [] if is_day or (field.is_figure and other.is_figure) else ["只能与同样是数字（或同样是日期）的栏目比较"]


def _is_pattern(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return len(pattern) <= 80  # noqa: PLR2004  # beyond it nobody reads it
