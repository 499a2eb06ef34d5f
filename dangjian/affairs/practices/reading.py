"""A procedure as people read it: each step in one line of words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangjian.procedures.definitions.lengths import length_of
from dangjian.procedures.votes.rules import CAPTIONS, Motion
from dangjian.rulebook import Step, Term


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step: what, who, with which papers, in which days, by which article."""

    key: str
    says: str
    who: str
    papers: str
    days: str
    citation: str
    is_local: bool


def lines_of(steps: Sequence[Step], on: date) -> list[StepLine]:
    """Give the lines of a procedure on a day; terms name the step from which they run."""
    names = {"opening": "立项"} | {step.key: step.says for step in steps}
    return [
        StepLine(
            step.key, step.says, step.who, "、".join(step.papers), _days(step, names, on),
            "" if step.is_local else step.citation, step.is_local,
        )
        for step in steps
    ]  # fmt: skip


def _days(step: Step, names: dict[str, str], on: date) -> str:
    said = []
    if step.publicity:
        said.append(f"公示不少于{_length(step.publicity, on)}")
    if step.earliest:
        said.append(f"“{names.get(step.earliest.after, '')}”满{_length(step.earliest, on)}起")
    if step.latest:
        said.append(f"“{names.get(step.latest.after, '')}”后{_length(step.latest, on)}内")
    if step.vote:
        said.append(f"表决：{'或'.join(CAPTIONS[Motion(one)] for one in step.motions)}")
    return "；".join(said)


def _length(term: Term, on: date) -> str:
    found = length_of(term, on, {})
    return f"{found.number}{found.unit}"
