"""A matter begins at its own body and goes through the county's steps, body by body."""

from datetime import date

import pytest

from dangjian.affairs.accounts.models import Account
from dangjian.affairs.organizations.doors import Merged
from dangjian.affairs.posts.tests.make import actor_of, make_body
from dangjian.affairs.practices import services
from dangjian.affairs.practices.following import follow_merger
from dangjian.affairs.practices.tests import make
from dangjian.procedures.cases.models import Case, State
from dangjian.procedures.cases.queries import standing
from dangjian.procedures.cases.services import Shown
from dangjian.procedures.votes.counts import Counts
from dangjian.rulebook import Outcome, RuleBreach

pytestmark = pytest.mark.django_db
LATER = date(2026, 12, 1)


def take(account: Account, case: Case, step: str, on: date = LATER, **more: object) -> Case:
    return services.take(by=actor_of(account), case=case, step=step, outcome=Outcome.PASS, on=on, **more)


def test_five_steps_at_three_bodies() -> None:
    scene = make.make_scene()
    make.published(scene)
    case = make.begun(scene)
    assert standing(case, make.ON).turn == scene.branch.short_name
    take(scene.clerk, case, "ask", make.ON)
    take(scene.clerk, case, "show", shown=Shown(date(2026, 11, 20), date(2026, 11, 27)))
    take(scene.secretary, case, "vote", counts=Counts(entitled=30, present=24, ballots=24, yes=20, no=4))
    at = standing(case, LATER)
    assert (at.turn, at.missing, at.latest_on) == (scene.township.short_name, ("公示情况",), date(2026, 12, 15))
    take(scene.organizer, case, "check", papers=["公示情况"])
    assert take(scene.officer, case, "file").state == State.DONE


def test_a_clerk_does_not_take_what_the_secretary_agrees_to() -> None:
    scene = make.make_scene()
    make.published(scene)
    case = make.begun(scene)
    take(scene.clerk, case, "ask", make.ON)
    take(scene.clerk, case, "show", shown=Shown(date(2026, 11, 20), date(2026, 11, 27)))
    with pytest.raises(RuleBreach, match="不在其范围"):
        take(scene.clerk, case, "vote", counts=Counts(entitled=30, present=24, ballots=24, yes=20, no=4))


def test_nobody_begins_for_another_body_or_by_what_is_not_published() -> None:
    scene = make.make_scene()
    with pytest.raises(RuleBreach, match="还没有发布"):
        make.begun(scene)
    make.published(scene)
    with pytest.raises(RuleBreach, match="不在那里"):
        services.start(by=actor_of(scene.stranger), key=make.KEY, body=scene.branch, title="一件事", on=make.ON)
    with pytest.raises(RuleBreach, match="什么事"):
        services.start(by=actor_of(scene.clerk), key=make.KEY, body=scene.branch, title="  ", on=make.ON)
    with pytest.raises(RuleBreach, match="没有这个程序"):
        services.start(by=actor_of(scene.clerk), key="transfers.between", body=scene.branch, title="事", on=make.ON)


def test_the_body_that_takes_another_up_takes_its_turn() -> None:
    scene = make.make_scene()
    make.published(scene)
    case = take(scene.clerk, make.begun(scene), "ask", make.ON)
    into = make_body("东河新村党支部", parent=scene.township)
    follow_merger(actor_of(scene.officer), Merged(scene.branch, into, LATER, "镇党委批复"))
    case.refresh_from_db()
    assert (case.organization_id, standing(case, LATER).turn) == (into.pk, into.short_name)
    assert list(case.steps.exclude(outcome="").values_list("key", flat=True)) == ["ask"]
