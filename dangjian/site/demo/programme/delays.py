"""Extensions (延期) of the demo: waiting, granted, refused."""

from datetime import date, timedelta
from typing import Final

from dangjian.programme.tasks.models import Decision, Extension, Progress, StepKind
from dangjian.site.demo.programme.fates import Fate
from dangjian.site.demo.programme.stories import Story, given

DECISIONS: Final = {
    Fate.ASKED: Decision.PENDING,
    Fate.GRANTED: Decision.GRANTED,
    Fate.REFUSED: Decision.REFUSED,
}
_SOONEST, _LATEST = 5, 20  # Days that are asked for.


def ask(story: Story, decision: Decision) -> None:
    """Fall behind, ask for a later day, and get the answer where there is one."""
    story.report(Progress.BEHIND, "behind")
    row, county = story.row, story.county
    asking, reason, from_day = story.desks.answers(story.body), story.said("extension"), row.due_on
    to_day = max(from_day, county.today) + timedelta(days=county.chance.randint(_SOONEST, _LATEST))
    story.step(StepKind.EXTENSION_ASKED, asking, f"{_spell(from_day)} → {_spell(to_day)}。{reason}")
    asked = county.rows.add(
        Extension(
            assignment_id=row.pk,
            county_id=1,
            org_path=row.org_path,
            acceptor_path=row.acceptor_path,
            from_day=from_day,
            to_day=to_day,
            reason=reason,
            asked_at=story.pace.moment,
            asked_by=asking.account_id,
            decision=decision,
        )
    )
    if decision != Decision.PENDING:
        _answer(story, asked)


def _answer(story: Story, asked: Extension) -> None:
    hand, is_granted = given(story.judge), asked.decision == Decision.GRANTED
    asked.words, asked.decided_by = story.said("granted" if is_granted else "refused"), hand.account_id
    kind = StepKind.EXTENSION_GRANTED if is_granted else StepKind.EXTENSION_REFUSED
    story.step(kind, hand, f"{_spell(asked.from_day)} → {_spell(asked.to_day)}。{asked.words}")
    asked.decided_at = story.pace.moment
    if is_granted:
        story.row.due_on = asked.to_day


def _spell(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
