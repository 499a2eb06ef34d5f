"""Five weak bodies of the demo at every stage: looked into, listed and helped, waiting for acceptance, delisted."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from dangjian.affairs.organizations.models import Field, Level, Organization
from dangjian.foundation.time import at
from dangjian.programme.rectification import rules
from dangjian.programme.rectification.models import (
    Acceptance,
    Help,
    Helper,
    Pace,
    Progress,
    Rectification,
    Result,
    Trouble,
)
from dangjian.site.demo.cast import ORGANIZER, VILLAGE
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.programme.desks import Desks
from dangjian.site.demo.walking import committee_above, days_ago, walked


@dataclass(frozen=True, slots=True)
class Fate:
    """How many of the twelve steps were taken, over which days, what was seen and what is done about it."""

    taken: int
    ago: int
    until: int
    sign: str
    troubles: tuple[Trouble, ...] = ()
    remedy: str = ""


_LISTED: Final = 8
_ONE_DAY: Final = timedelta(days=1)
_FATES: Final = (
    Fate(9, 150, 60, "书记不胜任", (Trouble.SOFT, Trouble.SLACK),
         "镇党委选派第一书记驻村；三个月内补选两名支部委员；每月固定一天开展主题党日，镇里派人参加。"),
    Fate(2, 20, 6, "民主管理混乱、村务不公开"),
    Fate(12, 400, 90, "集体经济薄弱、发展无力", (Trouble.POOR,),
         "结对单位帮助盘活闲置校舍出租；成立劳务队承接镇里绿化养护；收支每季度公开。"),
    Fate(10, 260, 30, "班子不团结、内耗", (Trouble.SLACK, Trouble.DISORDERLY),
         "县级领导牵头谈话，理清班子分工；村级事务按四议两公开办；包村领导每周到村半天。"),
    Fate(4, 40, 9, "服务群众差、群众满意度低"),
)  # fmt: skip
_MONTHS: Final = (
    (Pace.ON_PACE, "支委补选人选已考察，主题党日按时开展"),
    (Pace.BEHIND, "一名人选外出务工，改选推迟到下月"),
    (Pace.ON_PACE, "班子分工已公布，欠账台账列清"),
)
_NAMES: Final = ("县委常委某同志", "镇党委副书记某同志", "县农业农村局选派干部", "县水务局")
_TITLES: Final = ("县委常委", "镇党委副书记", "第一书记", "")


def write(county: County) -> None:
    """Add the cases: the first three in the printed township, never the printed village; a source of its own."""
    chance = Chance(county.measures.members + 31, county.today)
    desks = Desks(county)
    own, others = _villages(county)
    drawn = [*own[:3], *chance.sample(others, max(len(_FATES) - min(len(own), 3), 0))]
    for body, fate in zip(drawn, _FATES, strict=False):
        _case(county, chance, desks, body, fate)


def _villages(county: County) -> tuple[list[Organization], list[Organization]]:
    """Return the villages of the printed township and those of the others."""
    own: list[Organization] = []
    others: list[Organization] = []
    for body in county.bodies:
        above = county.bodies[(body.parent_id or 1) - 1]
        if body.field != Field.RURAL or body.level != Level.BASE or above.level != Level.TOWNSHIP or body.closed_on:
            continue
        if not body.short_name.startswith(VILLAGE):
            (own if above.short_name.startswith(ORGANIZER.body) else others).append(body)
    return own, others


def _case(county: County, chance: Chance, desks: Desks, body: Organization, fate: Fate) -> None:
    begun, last = days_ago(county, fate.ago), days_ago(county, fate.until)
    township = committee_above(county, body)
    identity = chance.public_id()
    case, days = walked(
        county, desks, definition="rectification.case", identity=identity,
        subject=f"organizations.organization:{body.public_id}", title=f"{body.short_name}：软弱涣散整顿",
        bodies={"subject_body": body, "township": township, "county": county.root}, begun=begun, last=last,
        taken=fate.taken,
    )  # fmt: skip
    listed, delisted = days.get(rules.FILING), days.get(rules.DELISTING)
    row = county.rows.add(
        Rectification(
            public_id=identity, organization_id=body.pk, county_id=1, org_path=body.path, township_id=township.pk,
            case_id=case.pk, year=begun.year, grounds=[_ground(county, fate)], proposed_on=begun,
            troubles=[one.value for one in fate.troubles], remedy=fate.remedy, listed_on=listed,
            delisted_on=delisted, result=Result.DELISTED if delisted else "", ended_on=delisted,
            seen_until=rules.watched_until(delisted) if delisted else None, recorded_at=at(begun, 9),
        )
    )  # fmt: skip
    if listed and fate.taken > _LISTED:
        _help(county, desks, row, township)
    if delisted and rules.ACCEPTANCE in days:
        county.rows.put(Acceptance, rectification_id=row.pk, county_id=1, org_path=body.path,
                        on=days[rules.ACCEPTANCE], handed_out=20, returned=20, satisfied=14, fairly=4, dissatisfied=1,
                        unsure=1, interviewed=6, score=None, is_passed=True,
                        recorded_at=at(days[rules.ACCEPTANCE], 15))  # fmt: skip


def _ground(county: County, fate: Fate) -> dict[str, str]:
    return {"key": "sign", "words": fate.sign, "citation": rules.signs(county.today).citation}


def _help(county: County, desks: Desks, row: Rectification, township: Organization) -> None:
    place = {"rectification_id": row.pk, "county_id": 1, "org_path": row.org_path}
    for one, name, title in zip(Help, _NAMES, _TITLES, strict=True):
        county.rows.put(Helper, **place, help=one.value, name=name, title=title, since=row.listed_on, until=None)
    hand, month = desks.answers(township), (row.ended_on or county.today).replace(day=1)
    for pace, words in _MONTHS:
        month = (month.replace(day=1) - _ONE_DAY).replace(day=1)
        if row.listed_on and month >= row.listed_on.replace(day=1):
            county.rows.put(Progress, **place, month=month, pace=pace.value, words=words, account_id=hand.account_id,
                            account_name=hand.name, recorded_at=at(month.replace(day=25), 16))  # fmt: skip
