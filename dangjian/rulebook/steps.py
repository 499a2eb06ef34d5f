"""One step of a procedure as its file or a county's own text has it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dangjian.rulebook.entry import Confidence, Instrument
from dangjian.rulebook.reading import MalformedError, refuse_unread


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

    A strict term refuses what comes outside it; else it is only shown. `part` names the part of a rule whose value is
    a table. A step of our own, or a county's, says `number` and `unit` itself and names no rule.
    """

    rule_id: str
    after: str
    is_strict: bool
    part: str = ""
    number: int = 0
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: who acts where (`party` is a body relative to the case), with what paper, in which days.

    `returns_to`, `expires_to` and `extends_to` name the step that follows a return, an expiry or an extension (which
    without one stays where it is); `other_than` the step whose actor may not take this one too. `phase` is the stage
    to which it belongs. `vote` is the motion of the table of votes by which it passes, or several with a bar between,
    of which one is taken; `publicity` how long something
    is shown to people before it may pass. `is_local` tells a step that a county added.
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
    phase: str = ""
    vote: str = ""
    publicity: Term | None = None
    is_local: bool = False
    extends_to: str = ""

    @property
    def motions(self) -> tuple[str, ...]:
        """The motions of the table of votes of which one is taken; none for a step without a vote."""
        return tuple(self.vote.split("|")) if self.vote else ()

    @property
    def citation(self) -> str:
        """《…》第…条, with （待核实） where the text was not read; 平台约定“…” for a step of our own."""
        if self.instrument.is_own:
            return f"平台约定“{self.instrument.title}”"
        mark = "" if self.confidence is Confidence.CHECKED else "（待核实）"
        return f"《{self.instrument.title}》{self.article}{mark}"


def read_step(entry: dict[str, Any], instrument: Instrument) -> Step:
    """Read a step; `KeyError` or `ValueError` where it lacks or has what it should not."""
    made = Step(
        key=entry.pop("key"),
        says=entry.pop("says"),
        party=entry.pop("party"),
        who=entry.pop("who"),
        permission=entry.pop("permission"),
        papers=tuple(entry.pop("papers", ())),
        earliest=read_term(entry.pop("earliest", None)),
        latest=read_term(entry.pop("latest", None)),
        outcomes=tuple(map(Outcome, entry.pop("outcomes"))),
        returns_to=entry.pop("returns_to", ""),
        expires_to=entry.pop("expires_to", ""),
        other_than=entry.pop("other_than", ""),
        instrument=instrument,
        article=entry.pop("article", ""),
        confidence=Confidence(entry.pop("confidence")),
        phase=entry.pop("phase", ""),
        vote=entry.pop("vote", ""),
        publicity=read_term(entry.pop("publicity", None)),
        extends_to=entry.pop("extends_to", ""),
    )
    refuse_unread(entry, made.key)
    return made


def read_term(entry: dict[str, Any] | None) -> Term | None:
    """Read a term; `MalformedError` where it names neither a rule nor a number, or both."""
    if entry is None:
        return None
    entry = dict(entry)
    made = Term(
        rule_id=entry.pop("rule", ""),
        after=entry.pop("after", ""),
        is_strict=entry.pop("strict", False),
        part=entry.pop("part", ""),
        number=entry.pop("number", 0),
        unit=entry.pop("unit", ""),
    )
    refuse_unread(entry, made.rule_id)
    if bool(made.rule_id) == bool(made.unit):
        raise MalformedError(f"a term names a rule, or a number and a unit: {made}")
    return made
