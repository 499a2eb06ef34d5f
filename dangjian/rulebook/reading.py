"""The TOML files read and checked: nothing missing, nothing unread, no two texts on one day."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from datetime import date
from itertools import combinations
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dangjian.rulebook.bounds import Bounds, Value
from dangjian.rulebook.entry import Confidence, Instrument, Rule, RulebookError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from importlib.resources.abc import Traversable


class OverlapError(RulebookError):
    """Two texts of one rule are in force on the same day."""


class MalformedError(RulebookError):
    """A regulation's file lacks something or has something nobody reads."""


def regulations(folders: Iterable[Traversable]) -> list[Traversable]:
    """Give the `.toml` files of folders, those of one folder by name."""
    found = (sorted(folder.iterdir(), key=lambda entry: entry.name) for folder in folders)
    return [file for files in found for file in files if file.name.endswith(".toml")]


def read_texts(files: Iterable[Traversable]) -> Mapping[str, tuple[Rule, ...]]:
    """Read every text of every rule of regulations' files, by rule id."""
    texts: dict[str, list[Rule]] = defaultdict(list)
    for file in files:
        for text in _read_regulation(file):
            texts[text.id].append(text)
    for versions in texts.values():
        _refuse_overlap(versions)
    return MappingProxyType({rule_id: tuple(versions) for rule_id, versions in texts.items()})


def _read_regulation(file: Traversable) -> Iterable[Rule]:
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    try:
        instrument = read_instrument(content.pop("instrument"))
        others = [content.pop("procedure", None), content.pop("register", None)]  # Read by those whom they concern.
        entries = content.pop("rule", []) if any(others) else content.pop("rule")
        if content:
            raise MalformedError(f"{file.name}: nobody reads {sorted(content)}")
        return [_rule(dict(entry), instrument) for entry in entries]
    except KeyError as missing:
        raise MalformedError(f"{file.name}: lacks {missing}") from missing
    except ValueError as wrong:
        raise MalformedError(f"{file.name}: {wrong}") from wrong


def read_instrument(entry: dict[str, Any]) -> Instrument:
    """Read the head of a regulation's file."""
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
    refuse_unread(entry, made.title)
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
    refuse_unread(entry, made.id)
    return made


def _bounds(entry: dict[str, Any] | None) -> Bounds | None:
    if entry is None:
        return None
    choices = _frozen(entry.pop("choices", []))
    made = Bounds(entry.pop("min", None), entry.pop("max", None), choices if isinstance(choices, tuple) else ())
    refuse_unread(entry, "local")
    return made


def _frozen(value: Any) -> Value:  # noqa: ANN401 - what a TOML value may be
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    if isinstance(value, dict):
        return MappingProxyType({key: _frozen(part) for key, part in value.items()})
    if isinstance(value, bool | int | float | str):
        return value
    raise MalformedError(f"a value cannot be {value!r}")


def refuse_unread(entry: dict[str, Any], where: str) -> None:
    """Refuse what is left of an entry once everything known was taken out."""
    if entry:
        raise MalformedError(f"{where}: nobody reads {sorted(entry)}")


def _refuse_overlap(versions: list[Rule]) -> None:
    for one, other in combinations(versions, 2):
        begins = max(one.effective_from or date.min, other.effective_from or date.min)
        ends = min(one.effective_until or date.max, other.effective_until or date.max)
        if begins <= ends:
            raise OverlapError(f"rule {one.id!r} has two texts in force on {begins:%Y-%m-%d}")
