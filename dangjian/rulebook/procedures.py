"""Procedures as data: `[[procedure]]` of a regulation's file, with its steps in order.

A case keeps the version it began with, so a text that is followed by another stays in the file.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dangjian.rulebook.entry import Instrument, Rule, RulebookError
from dangjian.rulebook.reading import MalformedError, read_instrument, refuse_unread
from dangjian.rulebook.steps import Step, read_step

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from importlib.resources.abc import Traversable


class UnknownProcedureError(RulebookError):
    """No regulation has a procedure of this id, version or step."""


@dataclass(frozen=True, slots=True)
class Procedure:
    """An ordered list of steps under a key and a version."""

    key: str
    version: int
    title: str
    steps: tuple[Step, ...]

    def step(self, key: str) -> Step:
        """Give a step by its key; raises `UnknownProcedureError`."""
        for step in self.steps:
            if step.key == key:
                return step
        raise UnknownProcedureError(f"procedure {self.key!r} has no step {key!r}")

    def following(self, step: Step) -> Step | None:
        """Give the step after this one, None after the last."""
        place = self.steps.index(step) + 1
        return self.steps[place] if place < len(self.steps) else None

    @property
    def parties(self) -> frozenset[str]:
        """The bodies a case must name before it opens."""
        return frozenset(step.party for step in self.steps)


def read_procedures(
    files: Iterable[Traversable], rules: Mapping[str, tuple[Rule, ...]]
) -> Mapping[str, tuple[Procedure, ...]]:
    """Read the procedures of regulations' files by key, versions in order; every rule that a term names exists."""
    found: dict[str, list[Procedure]] = defaultdict(list)
    for file in files:
        for procedure in _read_file(file):
            _refuse_strays(procedure, rules)
            found[procedure.key].append(procedure)
    for key, versions in found.items():
        if len({one.version for one in versions}) != len(versions):
            raise MalformedError(f"procedure {key!r} has one version twice")
    ordered = {key: tuple(sorted(versions, key=lambda one: one.version)) for key, versions in found.items()}
    return MappingProxyType(ordered)


def _read_file(file: Traversable) -> Iterable[Procedure]:
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    entries: Sequence[dict[str, Any]] = content.get("procedure", [])
    try:
        instrument = read_instrument(dict(content["instrument"])) if entries else None
        return [_procedure(dict(entry), instrument) for entry in entries if instrument]
    except KeyError as missing:
        raise MalformedError(f"{file.name}: lacks {missing}") from missing
    except ValueError as wrong:
        raise MalformedError(f"{file.name}: {wrong}") from wrong


def _procedure(entry: dict[str, Any], instrument: Instrument) -> Procedure:
    steps = tuple(read_step(dict(one), instrument) for one in entry.pop("step"))
    made = Procedure(entry.pop("id"), entry.pop("version"), entry.pop("title"), steps)
    refuse_unread(entry, made.key)
    return made


def _refuse_strays(procedure: Procedure, rules: Mapping[str, tuple[Rule, ...]]) -> None:
    keys = [step.key for step in procedure.steps]
    if not keys or len(set(keys)) != len(keys):
        raise MalformedError(f"procedure {procedure.key!r}: steps lack or share a key")
    for step in procedure.steps:
        terms = [term for term in (step.earliest, step.latest, step.publicity) if term]
        named = {step.returns_to, step.expires_to, step.extends_to, step.other_than, *(term.after for term in terms)}
        strays = named - {"", "opening", *keys}
        unknown = {term.rule_id for term in terms if term.rule_id} - set(rules)
        if strays or unknown:
            raise MalformedError(f"procedure {procedure.key!r}, {step.key!r}: no {sorted(strays | unknown)}")
