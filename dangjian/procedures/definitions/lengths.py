"""How long a term is: as its rule says on a day, or as it says itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dangjian.rulebook import Term, Value, rule


@dataclass(frozen=True, slots=True)
class Length:
    """How long a term is, in the words of its rule; a term of our own has no citation."""

    number: int
    unit: str
    words: str
    citation: str


def length_of(term: Term, on: date, local: Mapping[str, Value]) -> Length:
    """Read a term's number and unit from its rule on a day, or from itself."""
    if not term.rule_id:
        return Length(term.number, term.unit, f"{term.number}{term.unit}", "")
    text = rule(term.rule_id, on=on, local=local)
    number = text.table[term.part] if term.part else text.number
    if not isinstance(number, int):
        raise TypeError(f"{term.rule_id} {term.part!r} is no whole number: {number!r}")
    return Length(number, text.unit, text.says, text.citation)
