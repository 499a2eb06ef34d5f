"""What counties have set, for whoever computes with it and for the page."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date

from dangjian.access.actors import Actor
from dangjian.procedures.provisions.models import LocalRule
from dangjian.procedures.provisions.rules import as_value, is_allowed, settable, value_words
from dangjian.rulebook import Rule, Value

_seen: ContextVar[dict[tuple[int, date], dict[str, Value]] | None] = ContextVar("provisions_seen", default=None)


def local_values(county_id: int, on: date) -> dict[str, Value]:
    """Give a county's own values in force on a day by rule id, for ``rule(id, on=…, local=…)``; one query.

    A value that the rulebook has since ruled out is left out: the default holds, and the page says so.
    """
    seen = _seen.get()
    if seen is None:
        return _local_values(county_id, on)
    if (county_id, on) not in seen:
        seen[county_id, on] = _local_values(county_id, on)
    return seen[county_id, on]


@contextmanager
def remembered() -> Iterator[None]:
    """Read a county's values once, however many ask: for one page that many capabilities write."""
    known = _seen.get()
    token = _seen.set({} if known is None else known)
    try:
        yield
    finally:
        _seen.reset(token)


def _local_values(county_id: int, on: date) -> dict[str, Value]:
    rows = LocalRule.objects.filter(county_id=county_id).in_force_on(on)
    found = ((row.rule_id, as_value(row.value)) for row in rows)
    return {rule_id: value for rule_id, value in found if is_allowed(rule_id, value, on)}


def by_county(rule_id: str, on: date) -> dict[int, dict[str, Value]]:
    """Give the values of one rule for every county that set it, each as ``local_values`` would; one query."""
    rows = LocalRule.objects.filter(rule_id=rule_id).in_force_on(on)
    found = ((row.county_id, as_value(row.value)) for row in rows)
    return {county_id: {rule_id: value} for county_id, value in found if is_allowed(rule_id, value, on)}


@dataclass(frozen=True, slots=True)
class Provision:
    """A rule a county may set: the rulebook's own text, what the county set, and what comes."""

    rule: Rule
    kept: LocalRule | None
    coming: LocalRule | None
    is_outdated: bool

    @property
    def is_local(self) -> bool:
        """Whether the county's own value is in force."""
        return self.kept is not None and not self.is_outdated

    @property
    def value(self) -> str:
        """The value in force, in words."""
        return value_words(as_value(self.kept.value)) if self.kept is not None and self.is_local else self.default

    @property
    def default(self) -> str:
        """The rulebook's value, in words."""
        return value_words(self.rule.value)

    @property
    def bounds(self) -> str:
        """What a county may set, in words."""
        return self.rule.local.words if self.rule.local else ""


def provisions(actor: Actor, on: date) -> list[Provision]:
    """Give every rule a county may set, with what the actor's county did; one query."""
    rows = list(LocalRule.objects.visible_to(actor).latest_first())
    return [_provision(rule, [row for row in rows if row.rule_id == rule.id], on) for rule in settable(on)]


def history(actor: Actor, rule_id: str) -> list[LocalRule]:
    """Give what was set of one rule, newest first."""
    return list(LocalRule.objects.visible_to(actor).filter(rule_id=rule_id).latest_first())


def _provision(rule: Rule, rows: Sequence[LocalRule], on: date) -> Provision:
    kept = next((row for row in rows if row.from_day <= on), None)
    # The list runs from the newest: what comes next is the last of those not yet begun.
    ahead = [row for row in rows if row.from_day > on]
    coming = max((row for row in ahead if row.from_day == ahead[-1].from_day), key=lambda row: row.pk, default=None)
    return Provision(rule, kept, coming, kept is not None and not is_allowed(rule.id, as_value(kept.value), on))
