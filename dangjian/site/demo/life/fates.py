"""What branches missed and what they said of it: most nothing, some once long ago, a few lately and unexplained."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from dangjian.affairs.organizations.models import Organization
from dangjian.site.demo.cast import VILLAGE
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County

THEME: Final = "meetings.theme_day"
COMMITTEE: Final = "meetings.committee"
_STEADY, _HEALED, _BEHIND = 0.84, 0.92, 0.96  # Up to these shares; what is left has explained what it missed lately.
_LATELY: Final = 3  # months
Missed = dict[tuple[str, date], bool]


@dataclass(frozen=True, slots=True)
class Fates:
    """Which duty was missed in which month, by its first day: True where that was explained."""

    missed: Missed = field(default_factory=dict)

    def has(self, duty: str, month: date) -> bool:
        """Say whether a duty was missed in a month."""
        return (duty, month) in self.missed


def months(first: date, last: date) -> list[date]:
    """Return the first days of the months from one to the other."""
    found = [first.replace(day=1)]
    while (following := date(found[-1].year + found[-1].month // 12, found[-1].month % 12 + 1, 1)) <= last:
        found.append(following)
    return found


def draw(county: County, chance: Chance, body: Organization) -> Fates:
    """Deal a branch what it missed in the months that are over."""
    over = months(date(county.today.year - 1, 1, 1), county.today)[:-1]
    over = [month for month in over if body.founded_on is None or body.founded_on <= month]
    luck = chance.random()
    if len(over) <= _LATELY:
        return Fates()
    if body.short_name.startswith(VILLAGE):
        return Fates({(THEME, over[-_LATELY - 1]): True, (COMMITTEE, over[-1]): False})
    if luck < _STEADY:
        return Fates()
    if luck < _HEALED:
        return Fates({(chance.choice((THEME, COMMITTEE)), chance.choice(over[:-_LATELY])): True})
    lately = chance.sample(over[-_LATELY:], chance.choice((1, 1, 2)))
    return Fates({(chance.choice((THEME, THEME, COMMITTEE)), month): luck >= _BEHIND for month in lately})
