"""Puts a reading together: tables first, then end brackets, then clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangjian.foundation.documents import markings
from dangjian.foundation.documents.content import Table
from dangjian.programme.directives.reading import (
    actions,
    actors,
    brackets,
    cadences,
    clauses,
    columns,
    deadlines,
    features,
    flags,
    kinds,
    masthead,
    quantities,
    tables,
    why,
)
from dangjian.programme.directives.reading.model import Model, shipped
from dangjian.programme.directives.reading.outline import innermost
from dangjian.programme.directives.reading.sentences import Sentence, split
from dangjian.programme.directives.reading.shape import Actor, Marked, Reading, Section, Task
from dangjian.programme.directives.reading.wording import Features

_TOLD = 0.2  # What is told in a review of past work is rarely asked.
_INHERIT_FROM = 4  # Sentences back within one paragraph and section.


@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    sections: list[Section]
    issued_on: date | None
    model: Model

    def heading(self, section: int | None) -> str:
        return "" if section is None else self.sections[section].title


def read(
    text: str, *, issued_on: date | None, given: Sequence[Table] | None = None, model: Model | None = None
) -> Reading:
    """Read a directive; `given` are tables known from the file, else pasted ones are looked for."""
    if markings.is_marked(text):
        raise Marked
    head = masthead.read(text)
    page = _Page(text, features.sections_of(text), issued_on or head.issued_on, model or shipped())
    rows = _rows(page, given)
    closed = _bracketed(page, [(task.start, task.end) for task in rows])
    taken = [(task.start, task.end) for task in (*rows, *closed)]
    found = [*rows, *closed, *_clauses(page, taken)]
    return Reading(
        title=head.title,
        issuer=head.issuer,
        issued_on=page.issued_on,
        text=text,
        sections=tuple(page.sections),
        tasks=tuple(sorted(found, key=lambda task: (task.start, task.end))),
        flags=flags.find(text),
    )


def _rows(page: _Page, given: Sequence[Table] | None) -> list[Task]:
    grids = tables.pasted(page.text) if given is None else given
    return [_from_row(page, row) for grid in grids for row in tables.tasks(grid, carry=given is None)]


def _from_row(page: _Page, row: tables.RowTask) -> Task:
    values = row.values
    action = values.get("measure") or values["content"]
    return _exact(page, row.start, row.end, action, values, source="table")


def _exact(page: _Page, start: int, end: int, action: str, values: dict[str, str], *, source: str) -> Task:
    """A task whose columns are written out: nothing is guessed but the kind of the body."""
    who = values.get("actor") or values.get("lead") or values.get("person") or ""
    words = page.text[start:end]
    section = innermost(page.sections, start)
    return Task(
        start=start,
        end=end,
        section=section,
        text=words,
        action=action.strip(),
        actor=Actor(who, actors.kind(who), inherited=False) if who else None,
        deadline=deadlines.parse(values.get("deadline", ""), page.issued_on),
        cadence=cadences.find(values.get("deadline", "")) or cadences.find(action),
        quantity=quantities.find(action),
        lead=columns.bodies(values.get("lead", "")),
        assist=columns.bodies(values.get("assist", "")),
        fields=kinds.fields_of(" ".join((action, values.get("content", ""))), page.heading(section)),
        source=source,
        confidence=1.0,
        why=("写在任务表里",) if source == "table" else ("句末注明责任和时限",),
    )


def _bracketed(page: _Page, taken: list[tuple[int, int]]) -> list[Task]:
    found: list[Task] = []
    floor = 0
    for bracket in brackets.find(page.text):
        if _covered(bracket.start, bracket.end, taken):
            continue
        start, end = _before(page, floor, bracket.start)
        floor = bracket.end
        if end > start and not _covered(start, end, taken):
            words = page.text[start:end]
            found.append(_exact(page, start, end, actions.action(words, "", ""), bracket.values, source="clause"))
    return found


def _before(page: _Page, floor: int, at: int) -> tuple[int, int]:
    """The item a bracket closes: from its line's start (or the bracket before), a short heading left out."""
    end = len(page.text[:at].rstrip())
    start = max(floor, page.text.rfind("\n", 0, end) + 1)
    sentences = split(page.text[start:end])
    if len(sentences) > 1 and actions.is_heading(sentences[0].text):
        return start + sentences[1].start, end
    return start + (sentences[0].start if sentences else 0), end


def _clauses(page: _Page, taken: list[tuple[int, int]]) -> list[Task]:
    model = page.model
    sentences = split(page.text)
    seen = features.describe(page.text, sentences, page.sections, model.clauses)
    named = [actors.find(sentence.text) for sentence in sentences]
    found = []
    for index, sentence in enumerate(sentences):
        if _covered(sentence.start, sentence.end, taken):
            continue
        likely = model.sentences.probabilities(seen[index])["T"] * (_TOLD if features.TOLD in seen[index] else 1.0)
        if likely >= model.threshold:
            who = _actor(page, sentences, named, index)
            found.append(_proposed(page, sentence, seen[index], who, likely))
    return found


def _proposed(page: _Page, sentence: Sentence, seen: Features, who: Actor | None, likely: float) -> Task:
    deadline = deadlines.find(sentence.text, page.issued_on)
    cadence = cadences.find(sentence.text)
    quantity = quantities.find(sentence.text)
    section = innermost(page.sections, sentence.start)
    own = who.text if who and not who.inherited else ""
    begins = clauses.work_starts(sentence.text, page.model.clauses)
    return Task(
        start=sentence.start,
        end=sentence.end,
        section=section,
        text=sentence.text,
        action=actions.action(sentence.text[begins:], own, deadline.text if deadline else ""),
        actor=who,
        deadline=deadline,
        cadence=cadence,
        quantity=quantity,
        lead=actions.leaders(sentence.text),
        assist=actions.assistants(sentence.text),
        fields=kinds.fields_of(sentence.text, page.heading(section)),
        source="clause",
        confidence=round(likely, 3),
        why=why.reasons(seen, actor=who, deadline=deadline, cadence=cadence, quantity=quantity),
    )


def _actor(page: _Page, sentences: list[Sentence], named: list[str], index: int) -> Actor | None:
    """The actor named here, else the one named before in the same paragraph and section."""
    if named[index]:
        return Actor(named[index], actors.kind(named[index]), inherited=False)
    here = innermost(page.sections, sentences[index].start)
    for back in range(index - 1, max(-1, index - 1 - _INHERIT_FROM), -1):
        if sentences[back + 1].opens_line or innermost(page.sections, sentences[back].start) != here:
            break
        if named[back]:
            return Actor(named[back], actors.kind(named[back]), inherited=True)
    return None


def _covered(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return any(first < end and start < last for first, last in taken)
