"""The months of one branch: a theme day that holds what may be held with it, and the meeting of its committee."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from dangjian.activities.duties.models import Explanation
from dangjian.foundation.time import at
from dangjian.procedures.evidence.kinds import Kind
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.life import fates
from dangjian.site.demo.life.branches import Branch
from dangjian.site.demo.life.dues import Dues
from dangjian.site.demo.life.records import Held, Records
from dangjian.site.demo.life.themes import COMMITTEE, ITEMS, LATE, THEMES, WHY_MISSED

Lectures = Mapping[tuple[int, date], int]  # By branch and month: the person from above who lectures.
_LIFE: Final = 2  # The month of the meeting on organizational life and of the appraisal, for the year before.
_TALKS: Final = 6
_QUARTER: Final = 3
_ONE_LATE_IN: Final = 60
_ONE_ITEM_IN: Final = 16


def write(
    county: County, chance: Chance, branch: Branch, records: Records, dues: Dues, lectures: Lectures
) -> None:  # fmt: skip
    """Tell every month from the January of last year to the eve of today."""
    today = county.today
    for month in fates.months(date(today.year - 1, 1, 1), today):
        if branch.body.founded_on and branch.body.founded_on > month:
            continue
        if branch.has_committee and not branch.is_temporary and not branch.fates.has(fates.COMMITTEE, month):
            _committee(chance, branch, records, month, today)
        day = branch.theme_day(month)
        if day >= today or branch.fates.has(fates.THEME, month) or _is_ahead(branch, month, today):
            continue
        _theme(chance, branch, records, dues, month, day, today, lectures.get((branch.body.pk, month)))
        if month.month == _TALKS:
            _talks(branch, records, day)
    _explain(county, chance, branch)


def _is_ahead(branch: Branch, month: date, today: date) -> bool:
    """The village of the walk holds this month's theme day in the coming days."""
    return branch.is_own and month == today.replace(day=1)


def kinds_of(branch: Branch, month: date) -> list[Kind]:
    """Return what the theme day of a month holds, dues apart."""
    if branch.is_temporary:
        return [Kind.THEME_DAY]
    found = [Kind.THEME_DAY]
    if _is_congress(branch, month):
        found.insert(0, Kind.CONGRESS)
    if month.month % _QUARTER == 0:
        found.append(Kind.LECTURE)
    if month.month == _LIFE:
        found += [Kind.LIFE_MEETING, Kind.APPRAISAL]
    return found


def _is_congress(branch: Branch, month: date) -> bool:
    """In the second month of a quarter; in the third where the second was missed."""
    place = month.month % _QUARTER
    before = (month - timedelta(days=1)).replace(day=1)
    return place == _QUARTER - 1 or (place == 0 and branch.fates.has(fates.THEME, before))


def _theme(  # all that a theme day is made of
    chance: Chance, branch: Branch, records: Records, dues: Dues, month: date, day: date, today: date,
    guest: int | None,
) -> None:  # fmt: skip
    title, topics, decisions = THEMES[month.month - 1]
    kinds = kinds_of(branch, month)
    if guest and Kind.LECTURE not in kinds:
        kinds.append(Kind.LECTURE)
    if dues.collects(branch, month):
        kinds.append(Kind.DUES)
    weeks = 0 if chance.randrange(_ONE_LATE_IN) else chance.randint(2, 5)
    if day + timedelta(days=7 * weeks) >= today:
        weeks = 0
    is_lecture = Kind.LECTURE in kinds
    identity = records.write(
        Held(
            body=branch.body, on=day, kinds=kinds, title=f"{month.month}月主题党日：{title}", place=branch.place,
            expected=branch.expected(day), frail=branch.frail, host=branch.secretary, recorder=branch.recorder,
            writes=branch.writes, answers=branch.answers, topics=topics, decisions=decisions,
            lecturer=(guest or branch.secretary) if is_lecture else None,
            late=chance.choice(LATE) if weeks else "", weeks=weeks,
            item=chance.choice(ITEMS) if not chance.randrange(_ONE_ITEM_IN) else "",
        )
    )  # fmt: skip
    if Kind.DUES in kinds:
        dues.collect(branch, month, day, f"meetings.meeting:{identity}")


def _committee(chance: Chance, branch: Branch, records: Records, month: date, today: date) -> None:
    day = branch.theme_day(month) - timedelta(days=2)
    day = max(day, month)
    if day >= today:
        return
    topics, decisions = COMMITTEE[(month.month + branch.body.pk) % len(COMMITTEE)]
    records.write(
        Held(
            body=branch.body, on=day, kinds=[Kind.COMMITTEE], title=f"{month.month}月支委会：{topics}",
            place=branch.place, expected=branch.committee, host=branch.secretary, recorder=branch.recorder,
            writes=branch.writes, answers=branch.answers, topics=topics, decisions=decisions, hour=9,
            item=chance.choice(ITEMS) if branch.is_own and not chance.randrange(4) else "",
        )
    )  # fmt: skip


def _talks(branch: Branch, records: Records, day: date) -> None:
    records.write(
        Held(
            body=branch.body, on=day, kinds=[Kind.TALKS], title="年度谈心谈话", place=branch.place,
            expected=branch.committee, host=branch.secretary, recorder=branch.recorder, writes=branch.writes,
            answers=branch.answers, topics="支委之间、支委与党员之间、党员与党员之间谈心谈话", hour=17,
        )
    )  # fmt: skip


def _explain(county: County, chance: Chance, branch: Branch) -> None:
    for (duty, month), is_explained in branch.fates.missed.items():
        if not is_explained or (duty == fates.COMMITTEE and not branch.has_committee):
            continue
        said = fates.months(month, county.today)[1] + timedelta(days=chance.randint(1, 9))
        county.rows.put(
            Explanation, public_id=chance.public_id(), county_id=1, organization_id=branch.body.pk,
            org_path=branch.body.path, duty=duty, period_start=month, words=chance.choice(WHY_MISSED),
            account_id=branch.answers.account_id, account_name=branch.answers.name,
            explained_at=at(min(said, county.today - timedelta(days=1)), 10),
        )  # fmt: skip
