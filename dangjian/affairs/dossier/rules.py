"""What a person may ask to have corrected, and by when they are answered: pure, no Django, no clock."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from dangjian.rulebook import Value, rule

ANSWER_WORKDAYS: Final = "corrections.answer_workdays"
# What the Party decides step by step is not set by a correction: where one belongs, as what, and in what standing.
DECIDED: Final = frozenset(
    {"organization", "category", "standing", "lost_since", "left_on", "left_reason", "extended_until"}
)


def answer_workdays(on: date, local: Mapping[str, Value] | None = None) -> int:
    """Return within how many workdays a request is answered, as the county set it."""
    return rule("corrections.answer_workdays", on=on, local=local).number
