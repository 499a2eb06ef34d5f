"""The story of one assignment: the steps taken day by day, and the row as they leave it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from dangjian.affairs.organizations.models import Organization
from dangjian.programme.tasks.models import Assignment, Progress, Standing, StepKind
from dangjian.site.demo import words
from dangjian.site.demo.county import County
from dangjian.site.demo.programme import steps
from dangjian.site.demo.programme.desks import Desks, Hand
from dangjian.site.demo.programme.fates import Fate


class Unjudged(LookupError):
    """A story came to a judgement that nobody may give."""


class Story:
    """Tells what happened to an assignment between its issue and the eve of the loading day."""

    def __init__(
        self, county: County, desks: Desks, row: Assignment, body: Organization, issuer: Organization, office: str
    ) -> None:
        self.county, self.desks, self.row, self.body = county, desks, row, body
        acceptor = county.bodies[row.acceptor_id - 1]
        self.judge = desks.judges(acceptor, body, office)
        self.closer = desks.judges(issuer, body, office)
        self.pace = steps.Pace(county.chance, row.made_at, county.today - timedelta(days=1))

    @property
    def is_judged(self) -> bool:
        """Whether someone may accept and someone may write off."""
        return bool(self.judge and self.closer)

    def report(self, progress: Progress, kind: str) -> None:
        """The clerk, or whoever answers where there is none, reports."""
        hand = self.desks.writes(self.body)
        self.row.progress, self.row.words, self.row.reported_by = progress, self.said(kind), hand.account_id
        self.step(StepKind.REPORTED, hand, f"{Progress(progress).label}。{self.row.words}")

    def prepare(self) -> None:
        """The clerk has filled it in; whoever answers has still to agree."""
        self.report(Progress.DONE, "done")

    def submit(self) -> None:
        """Filled in, agreed, submitted."""
        self.prepare()
        hand = self.desks.answers(self.body)
        self.step(StepKind.SUBMITTED, hand, self.row.words)
        self.row.state, self.row.submitted_by = Standing.SUBMITTED, hand.account_id
        self.row.submitted_on = self.pace.day

    def accept(self) -> None:
        """The acceptor judges it done."""
        self.submit()
        hand = given(self.judge)
        self.step(StepKind.ACCEPTED, hand, self.said("accepted"))
        self.row.state, self.row.accepted_by = Standing.ACCEPTED, hand.account_id
        self.row.accepted_on = self.pace.day

    def write_off(self) -> None:
        """The issuer strikes it off."""
        self.accept()
        self.step(StepKind.WRITTEN_OFF, given(self.closer), self.said("written_off"))
        self.row.state, self.row.closed_on = Standing.WRITTEN_OFF, self.pace.day

    def give_back(self) -> None:
        """Submitted, and returned with the reason."""
        self.submit()
        self.step(StepKind.RETURNED, given(self.judge), self.said("returned"))
        self._back_to_work()
        self.row.returns += 1

    def reopen(self) -> None:
        """Written off, and opened again with the reason."""
        self.write_off()
        self.step(StepKind.REOPENED, given(self.closer), self.said("reopened"))
        self._back_to_work()

    def end(self) -> None:
        """The issuer withdrew the task: the assignment ends where it stood."""
        self.row.state = Standing.WITHDRAWN

    def step(self, kind: StepKind, hand: Hand, said: str) -> None:
        """Write a step, some days after the one before."""
        moment = self.pace.go_on(self.row.due_on)
        steps.of_assignment(self.county, self.row, kind, hand, said, moment)

    def said(self, kind: str) -> str:
        """One line in the words of the field."""
        return self.county.chance.choice(words.by_first("said")[kind])

    def _back_to_work(self) -> None:
        row = self.row
        row.state, row.progress = Standing.ASSIGNED, Progress.ON_SCHEDULE
        row.submitted_by = row.submitted_on = row.accepted_by = row.accepted_on = row.closed_on = None


def given(hand: Hand | None) -> Hand:
    """The hand that judges; raises Unjudged where there is none."""
    if hand is None:
        raise Unjudged
    return hand


def _nothing(_story: Story) -> None:
    """Nothing was done yet."""


PLAIN: Final[dict[Fate, Callable[[Story], None]]] = {
    Fate.NOT_STARTED: _nothing,
    Fate.ON_SCHEDULE: lambda story: story.report(Progress.ON_SCHEDULE, "on_schedule"),
    Fate.BEHIND: lambda story: story.report(Progress.BEHIND, "behind"),
    Fate.PASSED_ON: _nothing,  # Its steps are written with the child task.
    Fate.PREPARED: Story.prepare,
    Fate.SUBMITTED: Story.submit,
    Fate.ACCEPTED: Story.accept,
    Fate.WRITTEN_OFF: Story.write_off,
    Fate.RETURNED: Story.give_back,
    Fate.REOPENED: Story.reopen,
    Fate.WITHDRAWN: Story.end,
}
