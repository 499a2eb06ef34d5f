"""Three years of income of every village, the last as the county's speech tells it, and pilots on their way."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from dangjian.affairs.economy.models import Pilot, Tier
from dangjian.affairs.organizations.models import Field, Organization
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.places.registers import area_of, fill, publish, villages

_YEARS: Final = 3
_WEAK: Final = 31 / 132  # So many villages earn less than 100,000 yuan: the speech says so.
_SHAPE: Final = ((0.45, 1000, 4999), (0.19, 5000, 9900), (0.13, 10000, 28000))  # Share, from, to, in hundreds of yuan.
_PILOTS: Final = (
    (Tier.PROVINCE, "柑橘分拣中心"), (Tier.PROVINCE, "稻鱼共生基地"), (Tier.CITY, "茶叶初制厂"),
    (Tier.CITY, "冷链仓储"),
    (Tier.CITY, "光伏电站"), (Tier.COUNTY, "中药材加工点"), (Tier.COUNTY, "竹编工坊"), (Tier.COUNTY, "农机服务队"),
    (Tier.COUNTY, "民宿改造"), (Tier.COUNTY, "粉条加工"), (Tier.COUNTY, "林下养鸡"), (Tier.COUNTY, "劳务合作社"),
)  # fmt: skip


def write(county: County) -> None:
    """Add the register, its lines and the pilots."""
    chance = Chance(county.measures.members + 43, county.today)
    places = villages(county, Field.RURAL)
    last = county.today.year - 1
    kept = publish(county, chance, "collective_economy", len(places), date(last - _YEARS + 1, 12, 8))
    levels = _levels(chance, len(places))
    for back in range(_YEARS):
        year = last - back
        for body, level in zip(places, levels, strict=True):
            earned = round(level * (0.9**back) * chance.uniform(0.97, 1.0)) if back else level
            day = min(chance.day(date(year + 1, 1, 4), date(year + 1, 1, 28)), county.today - timedelta(days=1))
            fill(county, chance, kept, body, str(year), day, _split(chance, earned))
    _pilots(county, chance, places)


def _levels(chance: Chance, count: int) -> list[int]:
    """Draw what each village earns a year, in hundreds of yuan: so many below the line, the rest above it."""
    weak = round(count * _WEAK)
    found = [chance.randint(60, 490) if place % 5 == 0 else chance.randint(510, 990) for place in range(weak)]
    for share, low, high in _SHAPE:
        found += [chance.randint(low, high) for _ in range(round((count - weak) * share / 0.77))]
    found = found[:count] + [chance.randint(1000, 4999) for _ in range(count - len(found))]
    chance.shuffle(found)
    return found


def _split(chance: Chance, earned: int) -> dict[str, str]:
    """Split what was earned over its sources; subsidies and the rest come beside it. In 万元, as text."""
    lease = round(earned * chance.uniform(0.3, 0.7))
    invest = round((earned - lease) * chance.uniform(0, 0.3))
    parts = {
        "operating": earned - lease - invest, "lease": lease, "invest": invest,
        "subsidy": chance.randint(300, 3000), "other": chance.choice((0, 0, 0, 50, 120)),
    }  # fmt: skip
    return {key: f"{value / 100:.2f}" for key, value in parts.items()}


def _pilots(county: County, chance: Chance, places: Sequence[Organization]) -> None:
    count = min(len(_PILOTS), max(1, len(places) // 11))
    for number, body in enumerate(chance.sample(list(places), count)):
        tier, project = _PILOTS[number]
        yielding = county.today + timedelta(days=(-240, -60, 25, 120)[number % 4])
        profiting = yielding + timedelta(days=200)
        yielded = yielding - timedelta(days=chance.randint(5, 40)) if number % 4 == 0 else None
        is_through = yielded is not None and profiting < county.today
        county.rows.add(
            Pilot(
                public_id=chance.public_id(), area_id=area_of(county, body).pk, organization_id=body.pk, county_id=1,
                org_path=body.path, tier=tier, project=project, basis=f"清组通〔{county.today.year - 1}〕18号",
                yielding_by=yielding, profiting_by=profiting, yielded_on=yielded,
                profited_on=profiting - timedelta(days=12) if is_through else None,
                words="设备已安装试产，首批产品已售" if yielded else "",
            )
        )  # fmt: skip
