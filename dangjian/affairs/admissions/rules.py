"""What the regulation asks of an admission beside the terms of its steps: pure functions over the rulebook."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from dangjian.procedures.cases.rules import add_months
from dangjian.rulebook import Rule, rule, under

_YEAR: Final = 12
PHASES: Final = {
    "applicant": ("apply", "talk"),
    "activist": ("recommend", "file_activist", "contacts", "educate"),
    "object": ("nominate", "agree_object", "introducers", "political_review", "train"),
    "admitting": (
        "committee_review", "pre_review", "application_form", "congress", "interview", "approve", "file_county",
    ),
    "probation": ("assign", "oath", "probation", "request", "confirm_congress", "confirm_approve", "archive"),
}  # fmt: skip
PHASE_OF: Final = {step: phase for phase, steps in PHASES.items() for step in steps}
ORDER: Final = tuple(PHASE_OF)


class Motion(StrEnum):
    """What the branch congress decides at the end of probation."""

    CONFIRM = "confirm"
    EXTEND = "extend"
    ANNUL = "annul"


@dataclass(frozen=True, slots=True)
class Bound:
    """Days between which something is lawful, and the rule they rest on; None where there is no such day."""

    rule: Rule
    earliest: date | None = None
    latest: date | None = None

    def allows(self, day: date) -> bool:
        """Say whether ``day`` is within."""
        return (self.earliest is None or day >= self.earliest) and (self.latest is None or day <= self.latest)


def in_force(name: str, on: date) -> Rule | None:
    """Return the rule ``admissions.<name>``, None where the text of that day had none such."""
    return under("admissions", on=on).get(name)


def of_age(born_on: date, on: date) -> Bound | None:
    """Return from which day someone may apply."""
    text = in_force("age", on)
    return Bound(text, earliest=add_months(born_on, text.number * _YEAR)) if text else None


def review_days(name: str, since: date, until: date) -> list[date]:
    """Return the days by which the half-yearly reviews from ``since`` are due, up to and with ``until``."""
    text = in_force(name, until)
    found: list[date] = []
    while text and (day := add_months(since, text.number * (len(found) + 1))) <= until:
        found.append(day)
    return found


def next_review(name: str, since: date, held: int, on: date) -> date | None:
    """Return the day by which the next review is due, after ``held`` of them."""
    text = in_force(name, on)
    return add_months(since, text.number * (held + 1)) if text else None


def approval(congress_on: date, on: date) -> Bound | None:
    """Return the last day on which an admission may be approved in special circumstances."""
    text = in_force("approval_at_most_months", on)
    return Bound(text, earliest=congress_on, latest=add_months(congress_on, text.number)) if text else None


def probation_ends(congress_on: date, extended_until: date | None, on: date) -> date:
    """Return the day on which probation is over: a year from the congress, or the end of its extension."""
    return extended_until or add_months(congress_on, rule("admissions.probation_months", on=on).number)


def extension(congress_on: date, on: date) -> Bound:
    """Return between which days an extended probation may end."""
    text = rule("admissions.extension_months", on=on)
    end = probation_ends(congress_on, None, on)
    least, most = (add_months(end, int(str(text.table[key]))) for key in ("least", "most"))
    return Bound(text, earliest=least, latest=most)


def is_trained(days: int, hours: int, text: Rule) -> bool:
    """Say whether a training was long enough: since 2026 by days or by hours, before by days."""
    enough_days = days >= int(str(text.table["days"]))
    return enough_days or (bool(text.table["is_either"]) and hours >= int(str(text.table["hours"])))


def are_contacts(number: int, text: Rule) -> bool:
    """Say whether so many contacts are lawful."""
    return int(str(text.table["least"])) <= number <= int(str(text.table["most"]))


def leaves_soon(leaving_on: date | None, on: date, text: Rule) -> bool:
    """Say whether someone leaves work or school so soon that they are generally not admitted."""
    return leaving_on is not None and leaving_on <= add_months(on, text.number)
