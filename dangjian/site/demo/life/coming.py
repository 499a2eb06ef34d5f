"""What comes in the next days: theme days that were told, a record that waits for the secretary, meetings planned."""

from datetime import date, timedelta
from typing import Final

from dangjian.activities.meetings.models import State
from dangjian.procedures.calendar.rules import add_workdays
from dangjian.procedures.evidence.kinds import Kind
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.life import fates
from dangjian.site.demo.life.branches import Branch
from dangjian.site.demo.life.records import Held, Records
from dangjian.site.demo.life.themes import ITEMS, THEMES
from dangjian.site.demo.life.year import kinds_of

_TOLD: Final = timedelta(days=7)


def write(county: County, chance: Chance, branch: Branch, records: Records) -> None:
    """Plan what is ahead: for every branch the theme day of the next week, for homes of the printed a few more."""
    today = county.today
    homes = {person.organization_id for person in county.cast.values()}
    if branch.is_own:
        _own(branch, records, today)
        return
    for month in fates.months(today.replace(day=1), today + _TOLD):
        day = branch.theme_day(month)
        if today <= day <= today + _TOLD:
            _theme(branch, records, month, day)
            break
    if branch.body.pk in homes or branch.is_printed:
        on = add_workdays(today, chance.randint(2, 5))
        records.write(_ahead(branch, on, [Kind.COMMITTEE], "研究下月主题党日安排", State.PLANNED))


def _own(branch: Branch, records: Records, today: date) -> None:
    last = fates.months(today, today + timedelta(days=40))[1] - timedelta(days=1)
    day = min(add_workdays(today, 2), last)
    _theme(branch, records, today.replace(day=1), day)
    records.write(_ahead(branch, add_workdays(today, 5), [Kind.TALKS], "支委与党员谈心谈话", State.PLANNED))
    held = _ahead(branch, today - timedelta(days=1), [Kind.COMMITTEE], "研究困难党员冬季走访", State.RECORDED)
    records.write(held)


def _theme(branch: Branch, records: Records, month: date, day: date) -> None:
    title = f"{month.month}月主题党日：{THEMES[month.month - 1][0]}"
    records.write(_ahead(branch, day, kinds_of(branch, month), title, State.NOTICED))


def _ahead(branch: Branch, on: date, kinds: list[Kind], title: str, state: State) -> Held:
    is_recorded = state == State.RECORDED
    return Held(
        body=branch.body, on=on, kinds=kinds, title=title, place=branch.place,
        expected=branch.committee if Kind.COMMITTEE in kinds else branch.expected(on), host=branch.secretary,
        recorder=branch.recorder, writes=branch.writes, answers=branch.answers, state=state,
        topics="困难党员名单；走访分工；所需物资" if is_recorded else "",
        decisions="支委每人联系两户，月底前走访到户。" if is_recorded else "", item=ITEMS[0] if is_recorded else "",
    )  # fmt: skip
