"""What one rule says: its value, its article, how far it is checked, how far a county may move it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from dangjian.rulebook.breach import RuleBreach

if TYPE_CHECKING:
    from datetime import date

    from dangjian.rulebook.bounds import Bounds, Value


class RulebookError(Exception):
    """The rulebook cannot answer, or its files contradict themselves."""


class OutOfBoundsError(RuleBreach):
    """A county's own value that the rulebook does not allow."""


class Confidence(StrEnum):
    """How far a fact was checked against the text it comes from."""

    CHECKED = "C"
    SECONDARY = "C2"
    MEMORY = "M"
    OWN = "own"

    @property
    def words(self) -> str:
        """The mark as people read it: 已核, 待核实 or 平台约定."""
        if self is Confidence.OWN:
            return "平台约定"
        return "已核" if self is Confidence.CHECKED else "待核实"


@dataclass(frozen=True, slots=True)
class Instrument:
    """A document that decrees rules, or a convention of this platform (`is_own`)."""

    title: str
    confidence: Confidence
    is_own: bool
    issuer: str
    number: str
    source: str
    issued: date | None
    effective_from: date | None
    effective_until: date | None
    checked_on: date


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule in force on some days.

    `says` is this project's wording, `quote` the text itself, and empty where the text was not read.
    `effective_until` is the last day, inclusive; None on either side means not known to begin or end.
    """

    id: str
    code: str
    instrument: Instrument
    article: str
    article_confidence: Confidence
    says: str
    quote: str
    value: Value
    unit: str
    applies_to: tuple[str, ...]
    confidence: Confidence
    is_strict: bool
    is_informative: bool
    local: Bounds | None
    effective_from: date | None
    effective_until: date | None
    is_local: bool = False

    @property
    def needs_checking(self) -> bool:
        """Whether the rule, or the number of its article, has not been checked against the text."""
        marks = {self.confidence, self.article_confidence}
        return bool(marks & {Confidence.SECONDARY, Confidence.MEMORY})

    @property
    def citation(self) -> str:
        """《…》第…条, with （待核实） or （条号待核实） where that is so; 平台约定“…” for a rule of our own."""
        if self.instrument.is_own:
            return f"平台约定“{self.instrument.title}”{self.article}"
        return f"《{self.instrument.title}》{self.article}{self._mark}"

    @property
    def number(self) -> int:
        """The value as a whole number of `unit`."""
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            return self.value
        raise self._unlike("a whole number")

    @property
    def words(self) -> str:
        """The value as text."""
        if isinstance(self.value, str):
            return self.value
        raise self._unlike("text")

    @property
    def listing(self) -> tuple[Value, ...]:
        """The value as a sequence."""
        if isinstance(self.value, tuple):
            return self.value
        raise self._unlike("a list")

    @property
    def table(self) -> Mapping[str, Value]:
        """The value as named parts."""
        if isinstance(self.value, Mapping):
            return self.value
        raise self._unlike("a table")

    def holds_on(self, day: date) -> bool:
        """Say whether the rule is in force on a day."""
        begun = self.effective_from is None or self.effective_from <= day
        return begun and (self.effective_until is None or day <= self.effective_until)

    def with_local(self, value: Value) -> Rule:
        """Put a county's own value in place of the default; `OutOfBoundsError` where that is not allowed."""
        if self.local is None:
            raise OutOfBoundsError(f"“{self.says}”不由县里另定，本次设置未保存。", citation=self.citation)
        if type(value) is not type(self.value) or not self.local.allow(value):
            message = (
                f"“{self.says}”可设范围为{self.local.words}（{self.unit}），您填的是 {value}，未保存。请改后再存。"
            )
            raise OutOfBoundsError(message, citation=self.citation)
        return replace(self, value=value, is_local=True)

    @property
    def checked_words(self) -> str:
        """已核, 待核实, 条号待核实 or 平台约定."""
        if self.confidence is Confidence.CHECKED and self.needs_checking:
            return "条号待核实"
        return self.confidence.words

    @property
    def _mark(self) -> str:
        return f"（{self.checked_words}）" if self.needs_checking else ""

    def _unlike(self, wanted: str) -> TypeError:
        return TypeError(f"rule {self.id} is not {wanted}: {self.value!r}")
