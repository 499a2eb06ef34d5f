"""What the page says where the burden rules question a clause (P35): the officer keeps, rewords or drops it."""

from dataclasses import dataclass
from datetime import date

from dangjian.rulebook import under


@dataclass(frozen=True, slots=True)
class Hint:
    """What is questioned, why, and by what text."""

    words: str
    says: str
    citation: str


def hint(rule_name: str, words: str, on: date) -> Hint:
    """Return the hint for a flag of the reader; ``on`` is the day whose rulebook counts."""
    law = under("flags", on=on).get(rule_name)
    return Hint(words, law.says, law.citation) if law else Hint(words, "可能增加基层负担", "")
