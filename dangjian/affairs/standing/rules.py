"""From which day something about a member's standing may be proposed. Nothing of it happens by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from dangjian.procedures.cases.rules import counted
from dangjian.rulebook import Rule, rule

LOST, STUDY, REMOVAL = "lost", "study", "removal"
_TEXTS: Final[dict[str, Callable[[date], Rule]]] = {
    LOST: lambda on: rule("members.lost_months", on=on),
    STUDY: lambda on: rule("members.study_abroad_years", on=on),
    REMOVAL: lambda on: rule("members.removed_after_years", on=on),
}


@dataclass(frozen=True, slots=True)
class May:
    """A rule, and the first day on which it lets someone propose."""

    from_day: date
    rule: Rule

    def is_open_on(self, day: date) -> bool:
        """Say whether it may be proposed on ``day``."""
        return day >= self.from_day


def may(which: str, *, since: date, on: date) -> May:
    """Return from which day on a rule (``LOST``, ``STUDY``, ``REMOVAL``) lets someone propose, from ``since`` on."""
    text = _TEXTS[which](on)
    return May(counted(since, text.number, text.unit), text)
