"""What the rulebook says of villages: clauses to look at, what is disclosed how often, who answers. Pure, no clock."""

import re
from calendar import monthrange
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dangjian.rulebook import Value, rule

WAYS: Final = ("公开栏", "微信群", "广播", "入户告知")
_MONTHS: Final = {"month": 1, "quarter": 3}
_QUARTERS: Final = "一二三四"
_SHOWN: Final = 60
_SHORTEST: Final = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A clause somebody should look at: which, its beginning, why, and the words it was found by."""

    number: int
    clause: str
    why: str
    found: tuple[str, ...]


def clauses(text: str) -> list[str]:
    """Part a text into its clauses: a line each, blank ones left out."""
    lines = [line.strip() for line in text.replace("\r\n", "\n").split("\n")]
    return [line for line in lines if line]


def marks(text: str, on: date) -> list[Mark]:
    """Return the clauses that hold words by which a clause is looked at; a clause may be marked for several reasons.

    Blanks within a word do not hide it. A mark says nothing of whether the clause is lawful.
    """
    kinds = [
        tuple(map(str, kind)) for kind in rule("villages.covenant_marks", on=on).listing if isinstance(kind, tuple)
    ]
    found: list[Mark] = []
    for number, clause in enumerate(clauses(text), 1):
        plain = re.sub(r"\s", "", clause)
        for why, *words in kinds:
            hits = tuple(word for word in words if word in plain)
            if hits:
                found.append(Mark(number, clause[:_SHOWN], why, hits))
    return found


@dataclass(frozen=True, slots=True)
class Period:
    """A month or a quarter with its words: 2026年11月, 2026年第四季度."""

    first: date
    last: date
    words: str


def period_of(day: date, cycle: str) -> Period:
    """Return the period (``month`` or ``quarter``) of a day."""
    months = _MONTHS[cycle]
    begin = (day.month - 1) // months * months + 1
    end = begin + months - 1
    first, last = date(day.year, begin, 1), date(day.year, end, monthrange(day.year, end)[1])
    name = f"第{_QUARTERS[begin // 3]}季度" if months > 1 else f"{begin}月"
    return Period(first, last, f"{day.year}年{name}")


def period_before(period: Period, cycle: str) -> Period:
    """Return the period before one."""
    return period_of(period.first - timedelta(days=1), cycle)


def names_in(text: str, people: Mapping[str, Collection[str]]) -> list[str]:
    """Return which names the text holds, in its order; ``people`` are names with the titles of the posts they hold.

    Blanks do not hide a name. One that stands right after one of its titles, or right before it, names the office
    and is left out; a name within a longer one of these people does not count.
    """
    plain = re.sub(r"\s", "", text)
    longest = sorted((name for name in people if len(name) >= _SHORTEST), key=len, reverse=True)
    if not longest:
        return []
    found: dict[str, None] = {}
    for hit in re.finditer("|".join(map(re.escape, longest)), plain):
        before, after = plain[: hit.start()], plain[hit.end() :]
        if not any(before.endswith(title) or after.startswith(title) for title in people[hit[0]] if title):
            found[hit[0]] = None
    return list(found)


def cycle_of(topic: str, on: date, *, is_monthly: bool) -> str:
    """Return how often a topic is disclosed: accounts monthly only where the village has much collective finance."""
    text = rule("villages.disclosure", on=on).table
    return str(text["finance"] if topic == "finance" and is_monthly else text["ordinary"])


def names_cadres(words: str, on: date) -> bool:
    """Say whether a question speaks of the village's own cadres: then the township answers (P32)."""
    return any(str(word) in words for word in rule("villages.cadre_words", on=on).listing)


def answer_workdays(on: date, local: Mapping[str, Value] | None = None) -> int:
    """Return within how many workdays a question is answered, as the county set it."""
    return rule("villages.answer_workdays", on=on, local=local).number


def questions_a_day(on: date) -> int:
    """Return how many questions a village takes on one day."""
    return rule("villages.questions_a_day", on=on).number


def display_days(on: date, local: Mapping[str, Value] | None = None) -> int:
    """Return for how many days what was decided or done is shown."""
    return rule("villages.display_days", on=on, local=local).number
