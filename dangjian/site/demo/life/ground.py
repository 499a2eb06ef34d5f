"""What the county has set for organization life: how often lectures are, reports heard, a flood's days, the themes."""

from datetime import date, timedelta

from dangjian.activities.duties.models import LocalDuty, Theme
from dangjian.activities.duties.rules import Every
from dangjian.affairs.organizations.models import Kind as BodyKind
from dangjian.affairs.organizations.models import Level
from dangjian.foundation.time import at
from dangjian.procedures.calendar.models import Cause, Shift
from dangjian.procedures.evidence.kinds import Kind
from dangjian.procedures.provisions.models import LocalRule
from dangjian.site.demo.cast import OFFICER, VILLAGE
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.life.themes import FLOW, THEMES
from dangjian.site.demo.programme.desks import Desks, Hand

LECTURES = 4
_BASIS = "清组发〔{}〕{}号"


def write(county: County, chance: Chance, desks: Desks) -> None:
    """Make them, all by the printed officer."""
    hand = _officer(county, desks)
    first = date(county.today.year - 1, 1, 1)
    eve = at(first - timedelta(days=20), 10)
    place = {"county_id": 1, "org_path": county.root.path}
    county.rows.put(
        LocalRule, **place, rule_id="meetings.lecture", value=LECTURES, basis=_BASIS.format(first.year - 1, 42),
        from_day=first, recorded_at=eve, recorded_by=hand.account_id, recorded_name=hand.name,
    )  # fmt: skip
    county.rows.put(
        LocalDuty, **place, public_id=chance.public_id(), name="听取支部工作汇报", kind=Kind.REPORT_HEARD,
        every=Every.HALF_YEAR, times=1, bodies=[BodyKind.COMMITTEE, BodyKind.GENERAL_BRANCH], fields=[],
        basis=_BASIS.format(first.year - 1, 43), from_day=first, until_day=None, recorded_by=hand.account_id,
        recorded_at=eve,
    )  # fmt: skip
    _flood(county, chance, hand, first.year)
    month = first
    while month <= county.today:
        _theme(county, chance, hand, month)
        month = (month + timedelta(days=31)).replace(day=1)


def _officer(county: County, desks: Desks) -> Hand:
    return desks.of_person(county.cast[OFFICER.login].pk)


def _flood(county: County, chance: Chance, hand: Hand, year: int) -> None:
    """Last year's flood moved what fell due at the end of June, in the first township of the printed village."""
    village = next(body for body in county.bodies if body.short_name.startswith(VILLAGE))
    towns = [body for body in county.bodies if body.level == Level.TOWNSHIP]
    town = next((body for body in towns if not village.path.startswith(body.path)), towns[0])
    county.rows.put(
        Shift, public_id=chance.public_id(), county_id=1, organization_id=town.pk, org_path=town.path,
        cause=Cause.DISASTER, from_day=date(year, 6, 20), to_day=date(year, 7, 5), moved_to=date(year, 7, 20),
        words="防汛救灾，组织生活顺延", basis=f"清委办发〔{year}〕18号", declared_at=at(date(year, 6, 19), 20),
        declared_by=hand.account_id,
    )  # fmt: skip


def _theme(county: County, chance: Chance, hand: Hand, month: date) -> None:
    title, readings, _ = THEMES[month.month - 1]
    county.rows.put(
        Theme, public_id=chance.public_id(), county_id=1, org_path=county.root.path, month=month, title=title,
        readings=readings, flow=FLOW, published_at=at(month - timedelta(days=5), 9), published_by=hand.account_id,
        published_name=hand.name,
    )  # fmt: skip
