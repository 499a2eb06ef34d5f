"""One task at many bodies: the assignments, each with its story."""

from datetime import date, datetime, timedelta
from typing import Final

from django.db.backends.postgresql.psycopg_any import DateRange

from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import as_day, at
from dangjian.programme.tasks.models import Assignment, Progress, Standing, Task
from dangjian.programme.tasks.periods import period
from dangjian.site.demo.county import County
from dangjian.site.demo.programme import delays
from dangjian.site.demo.programme.desks import Desks
from dangjian.site.demo.programme.fates import Fate, deal
from dangjian.site.demo.programme.stories import PLAIN, Story

FIXED: Final = {  # What the people of the walk find on the first day, by words of the title and the body.
    ("召开年度组织生活会准备会", "上湾村党支部"): Fate.PREPARED,
    ("核对党员基本信息", "上湾村党支部"): Fate.RETURNED,
    ("摸清流动党员底数", "上湾村党支部"): Fate.BEHIND,
    ("清理支部重复报表", "上湾村党支部"): Fate.ON_SCHEDULE,
    ("建立村级后备人才名册", "上湾村党支部"): Fate.SUBMITTED,
    ("建立村级后备人才名册", "青峰村党支部"): Fate.SUBMITTED,
    ("推进村集体经济项目", "上湾村党支部"): Fate.NOT_STARTED,
    ("逐村研判党组织书记履职情况", "上湾村党支部"): Fate.SUBMITTED,
    ("编制党建示范带建设方案", "上湾村党支部"): Fate.ON_SCHEDULE,
    ("编制党建示范带建设方案", "石桥镇党委"): Fate.PASSED_ON,
    ("检查三会一课记录", "县直机关工委"): Fate.PASSED_ON,
    ("逐村研判党组织书记履职情况", "石桥镇党委"): Fate.PASSED_ON,
    ("组织村党组织书记轮训", "石桥镇党委"): Fate.NOT_STARTED,
    ("检查三会一课记录", "石桥镇党委"): Fate.NOT_STARTED,
    ("统一年底检查考核安排", "石桥镇党委"): Fate.WITHDRAWN,
}


class Assigning:
    """Hands one task to its bodies and tells what became of it at each."""

    def __init__(self, county: County, desks: Desks, task: Task, issuer: Organization, office: str) -> None:
        self._county, self._desks, self._task = county, desks, task
        self._issuer, self._office = issuer, office
        self.passed: list[Assignment] = []

    def once(self, bodies: list[Organization], mood: str, made: datetime) -> None:
        """A task with a day of its own, or one that stands (its period is the year)."""
        due = self._task.due_on
        if due is not None:
            self._each(bodies, mood, made, None, due)
        else:
            self._period(bodies, mood, made, period("year", as_day(made)))

    def recurring(self, bodies: list[Organization], made: datetime) -> None:
        """One assignment a body and period, from the first to the one under way."""
        span = period(self._task.cadence, as_day(made))
        while span[0] <= self._county.today:
            begun = max(made, at(span[0], 6))
            following = period(self._task.cadence, span[1])
            self._period(bodies, _mood(span, following, self._county.today), begun, span)
            span = following

    def _period(self, bodies: list[Organization], mood: str, made: datetime, span: tuple[date, date]) -> None:
        self._each(bodies, mood, made, DateRange(*span), span[1] - timedelta(days=1))

    def _each(self, bodies: list[Organization], mood: str, made: datetime, span: DateRange | None, due: date) -> None:
        fates = deal(mood, len(bodies), self._county.chance)
        for body, fate in zip(bodies, fates, strict=True):
            self._one(body, fate, made, span, due)

    def _one(self, body: Organization, dealt: Fate, made: datetime, span: DateRange | None, due: date) -> None:
        fate = FIXED.get((self._task.title, body.short_name), dealt)
        if as_day(made) >= self._county.today:  # A period that begins today.
            fate = Fate.NOT_STARTED
        row = self._row(body, made, span, due)
        story = Story(self._county, self._desks, row, body, self._issuer, self._office)
        if fate in delays.DECISIONS:
            delays.ask(story, delays.DECISIONS[fate if story.is_judged else Fate.ASKED])
        else:
            PLAIN[fate if story.is_judged or fate not in _JUDGED else Fate.SUBMITTED](story)
        if fate is Fate.PASSED_ON:
            self.passed.append(row)

    def _row(self, body: Organization, made: datetime, span: DateRange | None, due: date) -> Assignment:
        checked_above = self._task.has_precheck and body.parent_id is not None
        acceptor = self._county.bodies[(body.parent_id or 1) - 1] if checked_above else self._issuer
        return self._county.rows.add(
            Assignment(
                public_id=self._county.chance.public_id(),
                task_id=self._task.pk,
                organization_id=body.pk,
                county_id=1,
                org_path=body.path,
                issuer_path=self._issuer.path,
                acceptor_id=acceptor.pk,
                acceptor_path=acceptor.path,
                period=span,
                due_on=due,
                state=Standing.ASSIGNED,
                progress=Progress.NOT_STARTED,
                made_at=made,
            )
        )


def _mood(span: tuple[date, date], following: tuple[date, date], today: date) -> str:
    if span[1] > today:
        return "current"
    return "past" if following[1] > today else "long past"


_JUDGED: Final = (Fate.ACCEPTED, Fate.WRITTEN_OFF, Fate.RETURNED, Fate.REOPENED)
