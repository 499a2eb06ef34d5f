"""From which day something about a member's standing may be proposed. Nothing of it happens by itself."""

from dataclasses import dataclass
from datetime import date

from dangjian.procedures.cases.rules import counted
from dangjian.rulebook import Rule, rule

LOST, STUDY, REMOVAL = "members.lost_months", "members.study_abroad_years", "members.removed_after_years"


@dataclass(frozen=True, slots=True)
class May:
    """A rule, and the first day on which it lets someone propose."""

    from_day: date
    rule: Rule

    def is_open_on(self, day: date) -> bool:
        """Say whether it may be proposed on ``day``."""
        return day >= self.from_day


def may(rule_id: str, *, since: date, on: date) -> May:
    """Return from which day on the rule lets someone propose, counted from ``since``."""
    text = rule(rule_id, on=on)
    return May(counted(since, text.number, text.unit), text)
