"""How far people of the demo have come on their way into the Party: which steps, on which days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dangjian.affairs.members.models import Category, Member
from dangjian.procedures.cases.rules import add_months
from dangjian.site.demo.chance import Chance

# Days that pass from one step to the next, at least; the steps that wait for who is what.
_GAPS: Final = {
    "apply": 0, "talk": 12, "recommend": 170, "file_activist": 6, "contacts": 3, "educate": 366, "nominate": 16,
    "agree_object": 5, "introducers": 3, "political_review": 35, "train": 20, "committee_review": 60, "pre_review": 8,
    "application_form": 2, "congress": 14, "interview": 12, "approve": 15, "file_county": 6, "assign": 3, "oath": 9,
    "probation": 30, "request": 3, "confirm_congress": 8, "confirm_approve": 15, "archive": 10,
}  # fmt: skip
_STEPS: Final = tuple(_GAPS)


@dataclass(frozen=True, slots=True)
class Way:
    """How far somebody has come: the step that waits, empty at the end; whether probation was extended."""

    waits: str
    is_extended: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken."""

    key: str
    day: date
    outcome: str = "pass"


WAYS: Final = {
    Category.APPLICANT: tuple(map(Way, ("talk", "recommend", "recommend", "file_activist"))),
    Category.ACTIVIST: tuple(map(Way, ("contacts", "educate", "educate", "educate", "nominate", "agree_object"))),
    Category.OBJECT: tuple(map(Way, (
        "introducers", "political_review", "train", "committee_review", "pre_review", "application_form", "congress",
        "interview", "approve",
    ))),
    Category.PROBATIONARY: (
        Way("probation"), Way("probation", is_extended=True), *map(Way, (
            "request", "confirm_congress", "confirm_approve", "file_county", "assign", "oath", "probation",
        )),
    ),
    Category.FULL: (Way(""), Way("archive"), Way("", is_extended=True)),
}  # fmt: skip
# Days since the congress of those whose probation is over and who are not full members yet.
_SINCE: Final = {"request": 380, "confirm_congress": 386, "confirm_approve": 400}
_SINCE_EXTENDED: Final = 450
_LONG_AGO: Final = timedelta(days=700)  # An extended probation is over by then.
YEAR, EXTENDED = 12, 18  # Months of a probation.


def way_of(member: Member, number: int, today: date) -> Way:
    """Return how far the ``number``-th of a category has come."""
    ways = WAYS[Category(member.category)]
    way = ways[number % len(ways)]
    is_long_ago = member.joined_on is None or member.joined_on <= today - _LONG_AGO
    return way if is_long_ago or member.category != Category.FULL else Way(way.waits)


def walked(today: date, chance: Chance, member: Member, way: Way) -> list[Taken]:
    """Return the steps that were taken, in order; a member's congress is the day of joining."""
    if member.joined_on is None:
        passed = _STEPS[: _STEPS.index(way.waits)]
        return _before(chance, passed, today - timedelta(days=chance.randint(2, 20)))
    if member.category == Category.PROBATIONARY and (way.is_extended or way.waits in _SINCE):
        since = _SINCE_EXTENDED if way.is_extended else _SINCE[way.waits]
        member.joined_on = today - timedelta(days=since + chance.randrange(5))
    before = _before(chance, _STEPS[: _STEPS.index("congress") + 1], member.joined_on)
    return [*before, *_after(today, chance, member.joined_on, way)]


def _before(chance: Chance, steps: Sequence[str], last: date) -> list[Taken]:
    """Return steps with their days, the last on ``last``."""
    found = [Taken(steps[-1], last)]
    for after, step in zip(reversed(steps), list(reversed(steps))[1:], strict=False):
        last -= timedelta(days=_GAPS[after] + chance.randrange(max(2, _GAPS[after] // 4)))
        found.append(Taken(step, last))
    return found[::-1]


def _after(today: date, chance: Chance, joined: date, way: Way) -> list[Taken]:
    """Return the steps after the congress, until the one that waits or until today."""
    ahead = [(step, "pass") for step in _STEPS[_STEPS.index("congress") + 1 :]]
    if way.is_extended:
        again = ahead[-5:]
        ahead[-2:] = [("confirm_approve", "extend"), *again]
    ends, last = add_months(joined, YEAR), joined
    found: list[Taken] = []
    for step, outcome in ahead:
        is_over = not way.is_extended or any(one.outcome == "extend" for one in found)
        last += timedelta(days=_GAPS[step] + chance.randrange(3))
        if step == "probation":
            last = max(last, ends + timedelta(days=chance.randrange(1, 6)))
        if (step == way.waits and is_over) or (last >= today and step not in {"interview", "approve"}):
            break
        last = min(last, today - timedelta(days=1))
        ends = add_months(joined, EXTENDED) if outcome == "extend" else ends
        found.append(Taken(step, last, outcome))
    return found
