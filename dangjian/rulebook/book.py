"""The TOML files read once, checked, and looked up by rule id and day."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import combinations
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dangjian.rulebook.entry import Bounds, Confidence, Instrument, Rule, RulebookError, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from importlib.resources.abc import Traversable


class UnknownRuleError(RulebookError):
    """No regulation has a rule of this id."""


class NotInForceError(RulebookError):
    """The rule exists, but not on this day."""


class OverlapError(RulebookError):
    """Two texts of one rule are in force on the same day."""


class MalformedError(RulebookError):
    """A regulation's file lacks something or has something nobody reads."""


@dataclass(frozen=True, slots=True)
class Book:
    """Every rule, with all its texts over time, by id."""

    texts: Mapping[str, tuple[Rule, ...]]

    def rule(self, rule_id: str, *, on: date, local: Mapping[str, Value] | None = None) -> Rule:
        """Give the rule in force on a day, with the county's own value where `local` has one.

        Raises `UnknownRuleError`, `NotInForceError`, or `OutOfBoundsError` for a local value that is not allowed.
        """
        if rule_id not in self.texts:
            raise UnknownRuleError(f"no rule {rule_id!r}")
        for text in self.texts[rule_id]:
            if text.holds_on(on):
                return text.with_local(local[rule_id]) if local and rule_id in local else text
        raise NotInForceError(f"rule {rule_id!r} is not in force on {on:%Y-%m-%d}")

    def rules(self, *, on: date) -> tuple[Rule, ...]:
        """Give all rules in force on a day, by id."""
        return tuple(text for _, texts in sorted(self.texts.items()) for text in texts if text.holds_on(on))

    def under(self, family: str, *, on: date) -> dict[str, Rule]:
        """Give the rules in force whose id begins with `family` and a dot, by the rest of their ids."""
        return {
            text.id.removeprefix(f"{family}."): text for text in self.rules(on=on) if text.id.startswith(f"{family}.")
        }


def read_book(folder: Traversable) -> Book:
    """Read all `.toml` files of a folder; `MalformedError` or `OverlapError` where they are wrong."""
    texts: dict[str, list[Rule]] = defaultdict(list)
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            for text in _read_regulation(file):
                texts[text.id].append(text)
    for versions in texts.values():
        _refuse_overlap(versions)
    return Book(MappingProxyType({rule_id: tuple(versions) for rule_id, versions in texts.items()}))


@cache
def shipped() -> Book:
    """Give the rulebook of this package, read once a process."""
    return read_book(files("dangjian.rulebook"))


def rule(rule_id: str, *, on: date, local: Mapping[str, Value] | None = None) -> Rule:
    """Give the rule in force on a day from the shipped rulebook; see `Book.rule`."""
    return shipped().rule(rule_id, on=on, local=local)


def rules(*, on: date) -> tuple[Rule, ...]:
    """Give all rules of the shipped rulebook in force on a day, by id."""
    return shipped().rules(on=on)


def under(family: str, *, on: date) -> dict[str, Rule]:
    """Give a family of rules of the shipped rulebook; see `Book.under`."""
    return shipped().under(family, on=on)


def _read_regulation(file: Traversable) -> Iterable[Rule]:
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    try:
        instrument = _instrument(content.pop("instrument"))
        entries = content.pop("rule")
        if content:
            raise MalformedError(f"{file.name}: nobody reads {sorted(content)}")
        return [_rule(dict(entry), instrument) for entry in entries]
    except KeyError as missing:
        raise MalformedError(f"{file.name}: lacks {missing}") from missing
    except ValueError as wrong:
        raise MalformedError(f"{file.name}: {wrong}") from wrong


def _instrument(entry: dict[str, Any]) -> Instrument:
    made = Instrument(
        title=entry.pop("title"),
        confidence=Confidence(entry.pop("confidence")),
        is_own=entry.pop("own", False),
        issuer=entry.pop("issuer", ""),
        number=entry.pop("number", ""),
        source=entry.pop("source"),
        issued=entry.pop("issued", None),
        effective_from=entry.pop("from", None),
        effective_until=entry.pop("until", None),
        checked_on=entry.pop("checked_on"),
    )
    _refuse_unread(entry, made.title)
    return made


def _rule(entry: dict[str, Any], instrument: Instrument) -> Rule:
    confidence = Confidence(entry.pop("confidence"))
    article = entry.pop("article", "")
    made = Rule(
        id=entry.pop("id"),
        code=entry.pop("code", ""),
        instrument=instrument,
        article=article,
        article_confidence=Confidence(entry.pop("article_confidence", confidence)),
        says=entry.pop("says"),
        quote=entry.pop("quote", ""),
        value=_frozen(entry.pop("value")),
        unit=entry.pop("unit"),
        applies_to=tuple(entry.pop("applies_to")),
        confidence=confidence,
        is_strict=entry.pop("strict", False),
        is_informative=entry.pop("informative", False),
        local=_bounds(entry.pop("local", None)),
        effective_from=entry.pop("from", instrument.effective_from),
        effective_until=entry.pop("until", instrument.effective_until),
    )
    _refuse_unread(entry, made.id)
    return made


def _bounds(entry: dict[str, Any] | None) -> Bounds | None:
    if entry is None:
        return None
    choices = _frozen(entry.pop("choices", []))
    made = Bounds(entry.pop("min", None), entry.pop("max", None), choices if isinstance(choices, tuple) else ())
    _refuse_unread(entry, "local")
    return made


def _frozen(value: Any) -> Value:  # noqa: ANN401 - what a TOML value may be
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    if isinstance(value, dict):
        return MappingProxyType({key: _frozen(part) for key, part in value.items()})
    if isinstance(value, bool | int | float | str):
        return value
    raise MalformedError(f"a value cannot be {value!r}")


def _refuse_unread(entry: dict[str, Any], where: str) -> None:
    if entry:
        raise MalformedError(f"{where}: nobody reads {sorted(entry)}")


def _refuse_overlap(versions: list[Rule]) -> None:
    for one, other in combinations(versions, 2):
        begins = max(one.effective_from or date.min, other.effective_from or date.min)
        ends = min(one.effective_until or date.max, other.effective_until or date.max)
        if begins <= ends:
            raise OverlapError(f"rule {one.id!r} has two texts in force on {begins:%Y-%m-%d}")
