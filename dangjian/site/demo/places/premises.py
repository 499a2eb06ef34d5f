"""The premises of every village and community: most are sound, some are under repair, a few wait for a plan."""

from datetime import timedelta
from typing import Any, Final

from dangjian.affairs.organizations.models import Field
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.places.registers import fill, publish, villages

_STATES: Final = ("完好", "没有阵地", "危房", "破旧", "面积小")
_WEIGHTS: Final = (82, 1, 2, 7, 8)
_PLANS: Final = {
    "没有阵地": "借用村小学旧校舍改建",
    "危房": "拆除重建，临时在农家书屋办公",
    "破旧": "翻修屋顶和门窗",
    "面积小": "接建一间会议室",
}
_STAGES: Final = ("还没有开工", "正在施工", "完工待验收")


def write(county: County) -> None:
    """Add the register and a line of each place; one place has not filled it."""
    chance = Chance(county.measures.members + 47, county.today)
    places = villages(county, Field.RURAL, Field.COMMUNITY)
    kept = publish(county, chance, "premises", len(places), county.today - timedelta(days=400))
    for number, body in enumerate(places):
        if number == len(places) // 2:
            continue
        state = chance.choices(_STATES, _WEIGHTS)[0] if number else "破旧"
        day = chance.day(county.today - timedelta(days=360), county.today - timedelta(days=5))
        fill(county, chance, kept, body, "", day, _values(county, chance, state))


def _values(county: County, chance: Chance, state: str) -> dict[str, Any]:
    is_there = state != "没有阵地"
    found: dict[str, Any] = {
        "state": state,
        "area": str(chance.randint(60, 150) if state == "面积小" else chance.randint(180, 720)) if is_there else "0",
        **{key: is_there and chance.random() < share for key, share in _UNIFORM.items()},
    }
    if state != "完好" and chance.random() < 0.8:  # noqa: PLR2004  # the others have no plan yet
        due = county.today + timedelta(days=chance.choice((-20, 12, 60, 150)))
        found |= {"repair": _PLANS[state], "repair_by": due.isoformat(), "stage": chance.choice(_STAGES)}
    return found


_UNIFORM: Final = {"sign": 0.95, "appearance": 0.85, "fittings": 0.8, "atmosphere": 0.75}
