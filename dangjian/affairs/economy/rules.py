"""Bands of income, the lines below which a village is weak or hollow. Pure, no Django, no clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final

from dangjian.rulebook import Rule, Value, rule

REGISTER: Final = "collective_economy"
SOURCES: Final = {
    "operating": "经营收入",
    "lease": "发包及上交",
    "invest": "投资收益",
    "subsidy": "补助收入",
    "other": "其他收入",
}
EARNED: Final = "earned"
TOTAL: Final = "total"
UNKNOWN: Final = "unknown"


@dataclass(frozen=True, slots=True)
class Band:
    """Incomes from ``low`` on and below ``high``, in 万元; the first holds what is not above zero, the last is open."""

    key: str
    words: str
    low: Decimal | None
    high: Decimal | None

    def holds(self, income: Decimal) -> bool:
        """Say whether an income lies in it."""
        if self.low is None:
            return income <= 0
        return (income > 0 if self.low == 0 else income >= self.low) and (self.high is None or income < self.high)


def bands(on: date, local: Mapping[str, Value] | None = None) -> list[Band]:
    """Return the bands, the lowest first, as the county set them."""
    law = rule("economy.bands", on=on, local=local)
    lines = sorted({int(one) for one in law.listing if isinstance(one, int)})
    found = [Band("0", "没有收入", None, Decimal(0)), Band("1", f"{lines[0]} 万元以下", Decimal(0), Decimal(lines[0]))]
    for number, (low, high) in enumerate(pairwise(lines), 2):
        found.append(Band(str(number), f"{low}—{high} 万元", Decimal(low), Decimal(high)))
    return [*found, Band(str(len(lines) + 1), f"{lines[-1]} 万元以上", Decimal(lines[-1]), None)]


def band_of(income: Decimal | None, among: Sequence[Band]) -> Band | None:
    """Return the band of an income; None where it is not known: unknown is not zero."""
    return None if income is None else next(band for band in among if band.holds(income))


def weak_line(on: date, local: Mapping[str, Value] | None = None) -> Rule:
    """Return the line below which a village is weak."""
    return rule("economy.weak_line", on=on, local=local)


def hollow_line(on: date) -> Rule:
    """Return the line below which a village is called hollow."""
    return rule("economy.hollow_line", on=on)
