"""Matters of villages: some done, some being carried out, some on their way, some that were voted down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dangjian.affairs.members.models import Category, Member
from dangjian.community.villages.models import Matter
from dangjian.procedures.cases.models import State
from dangjian.rulebook import procedure
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.village_life.places import Place, Taken, put_case


@dataclass(frozen=True, slots=True)
class Told:
    """A matter as a village tells it."""

    title: str
    plan: str
    decision: str
    result: str


_TOLD: Final = (
    Told("三组机耕道硬化", "硬化 820 米、宽 3 米，投入 26 万元：上级奖补 18 万元，集体经济 8 万元，沿线自愿投工。",
         "同意硬化三组机耕道，按方案筹资，由村监委会全程监督。", "已完工，实测 832 米，决算 25.6 万元，已验收。"),
    Told("村集体茶园对外承包", "120 亩茶园公开承包 5 年，底价每年每亩 180 元，承包款用于环境整治和分红。",
         "同意公开招租，承包款四成用于公益、六成分红。", "已签合同，每年每亩 215 元，首年承包款已入账。"),
    Told("安装太阳能路灯", "主路和聚居点装 46 盏，投入 9.2 万元，由集体经济列支。",
         "同意安装，聚居点先装。", "46 盏全部亮灯，质保 5 年。"),
    Told("饮水管网改造", "更换老管 3.4 公里，新建蓄水池 1 口，投入 31 万元，水费仍按每方 2 元。",
         "同意改造，水费不涨，由管水员按月公布抄表数。", "已通水，两个组夏天不再断水。"),
    Told("聚居点垃圾收运", "设 18 个投放点，请 2 名保洁员，每户每月 5 元，困难户免交。",
         "同意，困难户名单由村民代表会议核定后不公布。", "运行三个月，收运每天一次，收支每季公布。"),
    Told("闲置村小改建养老互助点", "改建老村小 3 间教室，设食堂和活动室，投入 14 万元。",
         "同意改建，建成后由老年协会管理。", "已开放，日均来 20 多人。"),
    Told("集体经济收益分配", "上年净收益 21.3 万元，提取公积公益金 40%，其余按成员股份分配。",
         "同意分配方案，每股 86 元。", "已全部打卡发放，账目在公开栏张贴。"),
    Told("河道清淤和护岸", "清淤 1.1 公里，补护岸 260 米，投工投劳为主，机械费 3.8 万元。",
         "同意，农闲时集中 10 天做完。", "已清完，汛期没有漫水。"),
    Told("村道会车点建设", "在两处弯道建会车点 6 个，占地由组内调剂，投入 7.5 万元。",
         "同意建设，占地补青苗费。", "6 个会车点已建成。"),
    Told("购置小型收割机", "集体购置 2 台，成员使用每亩收 60 元，投入 11 万元。",
         "同意购置，使用收费和维修账每季公布。", "已购置，今年收割 340 亩。"),
)  # fmt: skip
_DAYS: Final = {  # After the step before.
    "consult": 4, "propose": 3, "deliberate": 3, "send": 1, "review": 5, "decide": 6, "publish_decision": 1,
    "publish_result": 62,
}  # fmt: skip
_OWN: Final = (8, 7, 4, 1)  # How many steps are taken in the printed village.
_FULL: Final = 8
_EVERY: Final = 3


def write(county: County, chance: Chance, places: Sequence[Place]) -> None:
    """Add them: four in the printed village, one or two in each third."""
    entitled = _members(county)
    for number, place in enumerate(places):
        if place.is_own:
            depths = list(_OWN)
        elif number % _EVERY == 0:
            depths = chance.sample(range(_FULL + 1), chance.randint(1, 2))
        else:
            continue
        told = chance.sample(_TOLD, len(depths)) if not place.is_own else [_TOLD[0], *_TOLD[3:6]]
        for one, depth in zip(told, depths, strict=True):
            _matter(county, chance, place, one, depth, entitled.get(place.body.path, 0))


def _members(county: County) -> dict[str, int]:
    """Full members by the place of the village's body, those of the branches below it counted in."""
    found: dict[str, int] = {}
    for row in county.rows.of(Member):
        if row.category == Category.FULL:
            for length in (len(row.org_path), len(row.org_path) - 3):
                found[row.org_path[:length]] = found.get(row.org_path[:length], 0) + 1
    return found


def _matter(county: County, chance: Chance, place: Place, told: Told, depth: int, entitled: int) -> None:
    is_one_head = chance.random() < 0.3 and not place.is_own  # noqa: PLR2004  # 一肩挑
    definition = "villages.merged" if is_one_head else "villages.matter"
    steps = [step.key for step in procedure(definition).steps][:depth]
    last = county.today - timedelta(days=chance.randint(1, 2) if depth < _FULL else chance.randint(2, 40))
    begun = last - timedelta(days=sum(_DAYS[key] for key in steps))
    is_refused = steps[-1:] == ["decide"] and chance.random() < 0.3  # noqa: PLR2004  # some are voted down
    taken, day = [], begun
    for key in steps:
        day += timedelta(days=_DAYS[key])
        taken.append(_taken(chance, place, key, day, entitled, is_refused=is_refused and key == "decide",
                            is_one_head=is_one_head))  # fmt: skip
    case = put_case(
        county, chance, place, definition, told.title, "", taken, begun, State.REFUSED if is_refused else None
    )
    case.subject = f"villages.matter:{case.public_id}"
    days = {one.key: one.on for one in taken}
    decided, finished = days.get("publish_decision"), days.get("publish_result")
    county.rows.put(
        Matter, public_id=case.public_id, village_id=place.village.pk, county_id=1, org_path=place.body.path,
        title=told.title, plan=told.plan, case_id=case.pk, decision=told.decision if decided else "",
        decided_on=decided, result=told.result if finished else "", finished_on=finished,
        ways=["公开栏", "微信群"] if decided else [], started_on=begun,
    )  # fmt: skip


def _taken(
    chance: Chance, place: Place, key: str, on: date, entitled: int, *, is_refused: bool, is_one_head: bool
) -> Taken:
    if key == "deliberate" or (key == "propose" and is_one_head):
        return Taken(key, on, place.hand, "committees", _counts(chance, chance.randint(5, 9), 1))
    if key == "review":
        return Taken(key, on, place.hand, "village", _counts(chance, max(entitled, 3), 3))
    if key == "decide":
        counts = _counts(chance, place.village.delegates or 30, 3)
        if is_refused:
            counts = (counts[0], counts[1], counts[1] // 3, counts[1] - counts[1] // 3)
        return Taken(key, on, place.hand, "delegates", counts)
    return Taken(key, on, place.hand)


def _counts(chance: Chance, entitled: int, most_away: int) -> tuple[int, int, int, int]:
    """Some are away, never a third; hardly any are against."""
    present = max(entitled - chance.randint(0, most_away), -(-entitled * 2 // 3))
    no = chance.randint(0, 1) if present > 3 else 0  # noqa: PLR2004  # too few to spare one
    return entitled, present, present - no, no
