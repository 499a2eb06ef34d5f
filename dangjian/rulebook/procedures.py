"""Procedures as data: `[[procedure]]` of a regulation's file, with its steps in order.

A case keeps the version it began with, so a text that is followed by another stays in the file.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dangjian.rulebook.entry import Confidence, Instrument, Rule, RulebookError
from dangjian.rulebook.reading import MalformedError, read_instrument, refuse_unread

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from importlib.resources.abc import Traversable


class UnknownProcedureError(RulebookError):
    """No regulation has a procedure of this id, version or step."""


class Outcome(StrEnum):
    """What may come of a step; a step lists those that are open to whoever acts."""

    PASS = "pass"  # noqa: S105  # a verb, no secret
    RETURN = "return"
    REFUSE = "refuse"
    SUSPEND = "suspend"
    RESUME = "resume"
    EXTEND = "extend"
    EXPIRE = "expire"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Term:
    """How long after another step (`opening` for the first day): number and unit are those of a rule.

    A strict term refuses what comes outside it; else it is only shown.
    """

    rule_id: str
    after: str
    is_strict: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One step: who acts where (`party` is a body relative to the case), with what paper, in which days.

    `returns_to` and `expires_to` name the step that follows a return or an expiry; `other_than` the step
    whose actor may not take this one too.
    """

    key: str
    says: str
    party: str
    who: str
    permission: str
    papers: tuple[str, ...]
    earliest: Term | None
    latest: Term | None
    outcomes: tuple[Outcome, ...]
    returns_to: str
    expires_to: str
    other_than: str
    instrument: Instrument
    article: str
    confidence: Confidence

    @property
    def citation(self) -> str:
        """《…》第…条, with （待核实） where the text was not read; 平台约定“…” for a step of our own."""
        if self.instrument.is_own:
            return f"平台约定“{self.instrument.title}”"
        mark = "" if self.confidence is Confidence.CHECKED else "（待核实）"
        return f"《{self.instrument.title}》{self.article}{mark}"


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


def read_procedures(folder: Traversable, rules: Mapping[str, tuple[Rule, ...]]) -> Mapping[str, tuple[Procedure, ...]]:
    """Read the procedures of a folder's `.toml` files by key, versions in order; every term names a rule."""
    found: dict[str, list[Procedure]] = defaultdict(list)
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
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
    steps = tuple(_step(dict(one), instrument) for one in entry.pop("step"))
    made = Procedure(entry.pop("id"), entry.pop("version"), entry.pop("title"), steps)
    refuse_unread(entry, made.key)
    return made


def _step(entry: dict[str, Any], instrument: Instrument) -> Step:
    made = Step(
        key=entry.pop("key"),
        says=entry.pop("says"),
        party=entry.pop("party"),
        who=entry.pop("who"),
        permission=entry.pop("permission"),
        papers=tuple(entry.pop("papers", ())),
        earliest=_term(entry.pop("earliest", None)),
        latest=_term(entry.pop("latest", None)),
        outcomes=tuple(map(Outcome, entry.pop("outcomes"))),
        returns_to=entry.pop("returns_to", ""),
        expires_to=entry.pop("expires_to", ""),
        other_than=entry.pop("other_than", ""),
        instrument=instrument,
        article=entry.pop("article", ""),
        confidence=Confidence(entry.pop("confidence")),
    )
    refuse_unread(entry, made.key)
    return made


def _term(entry: dict[str, Any] | None) -> Term | None:
    if entry is None:
        return None
    made = Term(entry.pop("rule"), entry.pop("after"), entry.pop("strict", False))
    refuse_unread(entry, made.rule_id)
    return made


def _refuse_strays(procedure: Procedure, rules: Mapping[str, tuple[Rule, ...]]) -> None:
    keys = [step.key for step in procedure.steps]
    if not keys or len(set(keys)) != len(keys):
        raise MalformedError(f"procedure {procedure.key!r}: steps lack or share a key")
    for step in procedure.steps:
        terms = [term for term in (step.earliest, step.latest) if term]
        named = {step.returns_to, step.expires_to, step.other_than, *(term.after for term in terms)}
        strays = named - {"", "opening", *keys}
        unknown = {term.rule_id for term in terms} - set(rules)
        if strays or unknown:
            raise MalformedError(f"procedure {procedure.key!r}, {step.key!r}: no {sorted(strays | unknown)}")
