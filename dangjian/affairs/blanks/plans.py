"""What an officer decided: which table, whom its rows are about, and which fact goes into which column."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dangjian.affairs.blanks.catalogue import SEQUENCE, Fact
from dangjian.affairs.blanks.proposals import Proposal
from dangjian.affairs.blanks.rules.captions import Confidence


@dataclass(frozen=True, slots=True)
class Plan:
    """``columns`` are the keys of facts by column; a column that is not named stays empty.

    ``home_id`` is the body whose rows are listed, ``about_id`` the member whom a card is about.
    """

    grid: int
    columns: Mapping[int, str]
    listing: str
    home_id: int
    about_id: int | None = None

    def to_json(self) -> dict[str, Any]:
        """Return plain values for keeping."""
        columns = {str(place): key for place, key in self.columns.items()}
        own = {"grid": self.grid, "columns": columns, "listing": self.listing, "home": self.home_id}
        return own | ({"about": self.about_id} if self.about_id else {})

    @staticmethod
    def from_json(raw: dict[str, Any]) -> "Plan":
        """Return the opposite of `to_json`."""
        columns = {int(place): key for place, key in raw["columns"].items()}
        return Plan(raw["grid"], columns, raw["listing"], raw["home"], raw.get("about"))


def kept_plans(raw: dict[str, Any]) -> dict[int, Plan]:
    """Return the plans that a blank was filled by, by table; an old blank kept one only."""
    tables = raw.get("tables") or ([raw] if "grid" in raw else [])
    return {plan.grid: plan for plan in map(Plan.from_json, tables)}


def facts_of(plan: Plan, proposal: Proposal) -> dict[str, Fact]:
    """Return the facts that a plan asks for."""
    known = proposal.facts
    return {key: known[key] for key in plan.columns.values() if key in known}


def is_revealing(plan: Plan, proposal: Proposal) -> bool:
    """Say whether a plan asks for something that is sealed."""
    return any(fact.is_sealed for fact in facts_of(plan, proposal).values())


def has_conditions(plan: Plan, proposal: Proposal) -> bool:
    """Say whether a plan asks for what is read by name near the branch only."""
    return any(fact.is_condition for fact in facts_of(plan, proposal).values())


def corrections(plan: Plan, proposal: Proposal) -> dict[int, str]:
    """Return the columns that the officer took for something else than was proposed, or left empty."""
    return {
        place: plan.columns.get(place, "")
        for place, match in enumerate(proposal.matches)
        if plan.columns.get(place, "") != preset(match.key, match.confidence)
        and plan.columns.get(place, "") != SEQUENCE
    }


def preset(key: str, confidence: Confidence) -> str:
    """Return what stands in a column's field when the page opens: a mere guess is shown beside it, not taken."""
    return key if confidence > Confidence.GUESSED else ""
