"""What a county's text of a procedure means beside the shipped one, and what it may not do: pure, over the rulebook.

A copy keeps every shipped step in its order; it may add steps, ask for more papers, take away outcomes that give way
and narrow a term. It loosens nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from dangjian.procedures.definitions.lengths import length_of
from dangjian.procedures.votes.rules import Motion
from dangjian.rulebook import (
    Confidence,
    Instrument,
    MalformedError,
    Outcome,
    Procedure,
    RuleBreach,
    Step,
    Term,
)
from dangjian.rulebook.steps import read_step, read_term

UNITS: Final = ("天", "个工作日", "个月", "年")
_TIGHTENED: Final = frozenset({"key", "papers", "outcomes", "earliest", "latest", "publicity"})
_KEPT: Final = frozenset({Outcome.PASS, Outcome.EXPIRE, Outcome.RETURN, Outcome.REFUSE})


def instrument_of(basis: str, on: date) -> Instrument:
    """Give the county's own document as the instrument of its steps."""
    return Instrument(
        title=basis, confidence=Confidence.CHECKED, is_own=False, issuer="", number="", source="本县规定",
        issued=None, effective_from=None, effective_until=None, checked_on=on,
    )  # fmt: skip


def read_steps(
    entries: Sequence[Mapping[str, Any]], base: Procedure | None, instrument: Instrument
) -> tuple[Step, ...]:
    """Read a county's steps as of the day its document was looked at.

    Raises ``RuleBreach`` in words where they lack something or loosen what is shipped.
    """
    known = {step.key: step for step in base.steps} if base else {}
    steps = tuple(_step(dict(entry), known, instrument) for entry in entries)
    keys = [step.key for step in steps]
    if len(set(keys)) != len(keys):
        raise RuleBreach("有两个步骤用了同一个代号，没有保存。请删去一个再保存。")
    if not steps:
        raise RuleBreach("一个步骤也没有，没有保存。请至少写一个步骤。")
    if base:
        _refuse_missing(base, keys)
    for step in steps:
        _refuse_strays(step, keys)
    return steps


def _step(entry: dict[str, Any], known: Mapping[str, Step], instrument: Instrument) -> Step:
    if entry.get("key") in known:
        return _tightened(known[entry["key"]], entry, instrument.checked_on)
    try:
        made = read_step({"confidence": Confidence.CHECKED.value, "outcomes": ["pass"], **entry}, instrument)
    except (KeyError, ValueError, MalformedError) as wrong:
        says = entry.get("says") or "未写名称的步骤"
        raise RuleBreach(f"步骤“{says}”没有写全，没有保存，写好的都还在。请把这一步补全。") from wrong
    if set(made.motions) - set(Motion):
        raise RuleBreach(f"步骤“{made.says}”的表决方式不在表决规则表里，没有保存。请重新选择。")
    for term in (made.earliest, made.latest, made.publicity):
        _refuse_odd_length(made, term)
    return replace(made, is_local=True)


def _refuse_odd_length(step: Step, term: Term | None) -> None:
    if term is not None and not term.rule_id and (term.unit not in UNITS or term.number < 1):
        raise RuleBreach(f"步骤“{step.says}”的期限要写成几天、几个工作日、几个月或几年，没有保存。请改后再存。")


def _tightened(step: Step, entry: Mapping[str, Any], on: date) -> Step:
    if strange := set(entry) - _TIGHTENED:
        raise RuleBreach(f"“{step.says}”是上级规定的步骤，{'、'.join(sorted(strange))} 不由县里改，没有保存。")
    outcomes = tuple(Outcome(one) for one in entry.get("outcomes", step.outcomes))
    if set(outcomes) - set(step.outcomes) or not set(outcomes) >= _KEPT & set(step.outcomes):
        raise RuleBreach(f"“{step.says}”的办理结果只能减去中止、延长、撤回，没有保存。", citation=step.citation)
    return replace(
        step,
        papers=(*step.papers, *(one for one in entry.get("papers", ()) if one not in step.papers)),
        outcomes=outcomes,
        earliest=_narrower(step, step.earliest, entry.get("earliest"), on, is_least=True),
        latest=_narrower(step, step.latest, entry.get("latest"), on, is_least=False),
        publicity=_narrower(step, step.publicity, entry.get("publicity"), on, is_least=True),
    )


def _narrower(
    step: Step, base: Term | None, entry: Mapping[str, Any] | None, on: date, *, is_least: bool
) -> Term | None:
    """Take the county's term where it is no looser than the shipped one; a term where none is shipped only narrows."""
    if entry is None:
        return base
    own = read_term(dict(entry))
    assert own is not None  # noqa: S101  # an entry was given
    _refuse_odd_length(step, own)
    if base is None:
        return own
    least = length_of(base, on, {})
    is_looser = own.number < least.number if is_least else own.number > least.number
    if own.unit != least.unit or is_looser:
        most = "不少于" if is_least else "不超过"
        words = f"“{step.says}”规定{most}{least.number}{least.unit}，县里只能更严，没有保存。请改后再存。"
        raise RuleBreach(words, citation=least.citation or step.citation)
    return replace(base, rule_id="", part="", number=own.number, unit=own.unit)


def _refuse_missing(base: Procedure, keys: Sequence[str]) -> None:
    shipped = [step.key for step in base.steps]
    kept = [key for key in keys if key in set(shipped)]
    if missing := [step for step in base.steps if step.key not in keys]:
        raise RuleBreach(f"不能删去上级规定的步骤“{missing[0].says}”，没有保存。", citation=missing[0].citation)
    if kept != shipped:
        raise RuleBreach("上级规定的步骤不能调换先后，没有保存。只能在其间加上本县的步骤。")
    if keys[0] not in set(shipped) or keys[-1] not in set(shipped):
        raise RuleBreach("本县的步骤要加在第一步之后、最后一步之前，没有保存。")


def _refuse_strays(step: Step, keys: Sequence[str]) -> None:
    terms = [term for term in (step.earliest, step.latest) if term]
    before = {"", "opening", *keys[: keys.index(step.key)]}
    if strays := {term.after for term in terms} - before:
        raise RuleBreach(f"步骤“{step.says}”的期限从“{strays.pop()}”算起，它前面没有这一步，没有保存。请重新选择。")
    named = {step.returns_to, step.expires_to, step.extends_to} - {"", *keys}
    if named or step.other_than not in {"", *keys}:
        raise RuleBreach(f"步骤“{step.says}”指向一个没有的步骤，没有保存。请重新选择。")
