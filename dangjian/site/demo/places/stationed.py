"""Villages that must have a first secretary, those who are there with their teams, a few vacancies, a past round."""

from datetime import date, timedelta
from typing import Final

from django.db.backends.postgresql.psycopg_any import DateRange

from dangjian.affairs.organizations.models import Field, Level, Organization
from dangjian.affairs.stationed.models import Ground, Need, Part, Stationing
from dangjian.affairs.stationed.rules import until
from dangjian.foundation.time import at
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.names import Names
from dangjian.site.demo.places.registers import area_of, villages

_GROUNDS: Final = (*[Ground.LIFTED] * 6, *[Ground.FOCUS] * 5, Ground.RESETTLED, *[Ground.OTHER] * 2)
_SHARE: Final = 0.4  # Of the villages must have one.
_VACANT: Final = 17  # Every so many are vacant.


def write(county: County) -> None:
    """Add needs and people."""
    chance = Chance(county.measures.members + 53, county.today)
    names = Names(chance)
    homes = [body.short_name for body in county.bodies if body.level == Level.DEPARTMENT]
    places = villages(county, Field.RURAL)
    chosen = chance.sample(places, max(2, round(len(places) * _SHARE)))
    for number, body in enumerate(sorted(chosen, key=lambda one: one.path)):
        year = county.today.year
        county.rows.add(
            Need(
                public_id=chance.public_id(), area_id=area_of(county, body).pk, organization_id=body.pk, county_id=1,
                org_path=body.path, ground=chance.choice(_GROUNDS), basis=f"清组通〔{year - 5}〕21号",
                since=date(year - 5, 6, 1),
            )
        )  # fmt: skip
        before = date(year - 3, 6, 15)
        _sent(county, chance, names, homes, body, Part.FIRST, before, before.replace(year=year - 1))
        if number % _VACANT == 1:
            continue
        since = chance.day(date(year - 1, 6, 15), date(year - 1, 9, 30))
        if number % 9 == 0:  # A few were sent earlier: their term ends soon, or is over.
            since = county.today - timedelta(days=chance.choice((670, 700, 745)))
        for part in (Part.FIRST, Part.MEMBER, Part.MEMBER):
            _sent(county, chance, names, homes, body, part, min(since, county.today - timedelta(days=3)), None)


def _sent(
    county: County, chance: Chance, names: Names, homes: list[str], body: Organization, part: Part, since: date,
    left: date | None,
) -> None:  # fmt: skip
    county.rows.add(
        Stationing(
            public_id=chance.public_id(), area_id=area_of(county, body).pk, organization_id=body.pk, county_id=1,
            org_path=body.path, part=part, name=names.draw(), home=chance.choice(homes).removesuffix("党支部"),
            basis=f"清组通〔{since.year}〕33号", during=DateRange(since, left), due_on=until(since, county.today),
            ended_for="任期届满，轮换" if left else "", recorded_at=at(since, 9),
        )
    )  # fmt: skip
