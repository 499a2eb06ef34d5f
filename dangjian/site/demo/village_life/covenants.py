"""村规民约 of the demo: in force in most villages, on its way in a few, one with clauses to look at."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from dangjian.community.villages.models import Covenant
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.programme.desks import Desks
from dangjian.site.demo.village_life.places import Place, Taken, put_case

_STEPS: Final = ("collect", "draft", "legality", "assembly", "publish")
_CLAUSES: Final = (
    "爱护集体财产，不占公用道路堆放柴草、建材。",
    "房前屋后自己打扫，垃圾投到投放点。",
    "邻里有矛盾，先找组长和调解员说和。",
    "红白事简办，酒席提前到红白理事会说一声。",
    "孝敬老人，老人有病子女轮流照看。",
    "用水用电注意安全，上山不带火种。",
    "河沟不倒药瓶药袋，统一交回收点。",
    "参加村里的义务劳动，出不了工的说明情况。",
    "租地、包地签合同，合同在村里备一份。",
    "外来做工、投亲的邻居，一样相待。",
)
_TOO_FAR: Final = ("乱倒垃圾的，一次罚款 50 元。", "三次不参加义务劳动的，停发当年分红。")
_EVERY, _UNDER_WAY = 5, 4


def write(county: County, chance: Chance, desks: Desks, places: Sequence[Place]) -> None:
    """Add them: the printed village's is in force, with a revision that the township looks at."""
    under_way = [place for place in places if not place.is_own][:: len(places) // _UNDER_WAY or 1]
    for number, place in enumerate(places):
        if place.is_own or number % _EVERY:
            _edition(county, chance, desks, place, len(_STEPS), county.today - timedelta(days=chance.randint(60, 260)))
        if place.is_own:
            _edition(county, chance, desks, place, 2, county.today - timedelta(days=3), more=_TOO_FAR)
        elif place in under_way:
            depth = under_way.index(place) % len(_STEPS)
            _edition(county, chance, desks, place, depth, county.today - timedelta(days=2))


def _edition(
    county: County, chance: Chance, desks: Desks, place: Place, depth: int, last: date, more: Sequence[str] = ()
) -> None:
    begun = last - timedelta(days=9 * depth)
    taken = [_taken(desks, place, key, begun + timedelta(days=9 * number)) for number, key in
             enumerate(_STEPS[:depth], 1)]  # fmt: skip
    title = f"{place.village.name}村规民约"
    case = put_case(county, chance, place, "villages.covenant", title, "", taken, begun)
    case.subject = f"villages.covenant:{case.public_id}"
    kept = sorted(chance.sample(range(len(_CLAUSES)), 7))
    lines = [_CLAUSES[one] for one in kept] if depth else []
    county.rows.put(
        Covenant, public_id=case.public_id, village_id=place.village.pk, county_id=1, org_path=place.body.path,
        text="\n".join([*lines, *more]), case_id=case.pk, published_on=last if depth == len(_STEPS) else None,
        started_on=begun,
    )  # fmt: skip


def _taken(desks: Desks, place: Place, key: str, on: date) -> Taken:
    if key == "legality":
        return Taken(key, on, desks.answers(place.above))
    if key == "assembly":
        households = place.village.households or 300
        present = households * 3 // 4
        return Taken(key, on, place.hand, "households", (households, present, present - 6, 4))
    return Taken(key, on, place.hand)
