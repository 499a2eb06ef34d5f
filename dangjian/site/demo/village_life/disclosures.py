"""What the villages of the demo disclosed: the last quarter nearly all, this one some."""

from collections.abc import Sequence
from datetime import timedelta

from dangjian.community.villages.models import Disclosure, Topic
from dangjian.community.villages.rules import Period, cycle_of, period_before, period_of
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.village_life.places import Place

_BEHIND, _EARLY = 0.05, 0.25


def write(county: County, chance: Chance, places: Sequence[Place]) -> None:
    """Add them."""
    for place in places:
        for topic in Topic:
            cycle = cycle_of(topic, county.today, is_monthly=place.village.is_finance_monthly)
            now = period_of(county.today, cycle)
            before = period_before(now, cycle)
            if place.is_own or chance.random() > _BEHIND:
                _disclosed(county, chance, place, topic, before)
            if not place.is_own and chance.random() < _EARLY and now.first + timedelta(days=12) < county.today:
                _disclosed(county, chance, place, topic, now)


def _disclosed(county: County, chance: Chance, place: Place, topic: Topic, period: Period) -> None:
    until = min((period.last - period.first).days, (county.today - period.first).days)
    county.rows.put(
        Disclosure, public_id=chance.public_id(), village_id=place.village.pk, county_id=1, org_path=place.body.path,
        topic=topic, period_from=period.first, disclosed_on=period.first + timedelta(days=chance.randint(0, until)),
        ways=["公开栏"], account_id=place.hand.account_id,
    )  # fmt: skip
