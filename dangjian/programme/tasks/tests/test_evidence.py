"""A record is handed in for a task: submitted with a link to it, or refused with everything."""

import pytest
from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.posts.tests.make import TODAY, actor_of
from dangjian.procedures.evidence import queries
from dangjian.procedures.evidence.kinds import Kind
from dangjian.procedures.evidence.models import Evidence
from dangjian.procedures.evidence.services import count
from dangjian.procedures.evidence.tests.make import SOURCE, make_evidence
from dangjian.programme.tasks.models import Assignment, Standing, Step, StepKind
from dangjian.programme.tasks.tests.make import Scene, issue, make_list, make_scene, make_task
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


@pytest.fixture
def assignment(scene: Scene) -> Assignment:
    (found,) = issue(scene, make_task(scene, make_list(scene)), scene.village)
    return found


def whole(account: Account) -> Actor:
    return actor_of(account, TODAY)


def hand_in(by: Actor, key: str) -> None:
    count(by=by, key=key, source=SOURCE, title="11月主题党日", address="/meetings/1/", words="已在主题党日学习讨论",
          on=TODAY)  # fmt: skip


def test_who_may_submit_is_offered_what_waits(scene: Scene, assignment: Assignment) -> None:
    (matter,) = queries.matters(whole(scene.secretary), scene.village, TODAY)
    assert (matter.key, matter.title) == (f"tasks.assignment:{assignment.public_id}", assignment.task.title)
    assert queries.matters(whole(scene.secretary), scene.other_village, TODAY) == []
    assert queries.matters(whole(scene.clerk), scene.village, TODAY) == []
    assert queries.matters(whole(scene.stranger), scene.village, TODAY) == []


def test_a_record_submits_the_task_with_a_link(scene: Scene, assignment: Assignment) -> None:
    hand_in(whole(scene.secretary), f"tasks.assignment:{assignment.public_id}")
    assignment.refresh_from_db()
    assert assignment.state == Standing.SUBMITTED
    assert assignment.words == "已在主题党日学习讨论（见记录：11月主题党日 /meetings/1/）"
    assert Step.objects.filter(assignment=assignment, kind=StepKind.SUBMITTED).count() == 1
    assert queries.matters(whole(scene.secretary), scene.village, TODAY) == []


@pytest.mark.parametrize("who", ["clerk", "stranger"])
def test_who_may_not_submit_is_refused(scene: Scene, assignment: Assignment, who: str) -> None:
    with pytest.raises(RuleBreach, match="不由您提交"):
        hand_in(whole(getattr(scene, who)), f"tasks.assignment:{assignment.public_id}")
    assignment.refresh_from_db()
    assert assignment.state == Standing.ASSIGNED


@pytest.mark.parametrize("key", ["tasks.assignment:x", "tasks.assignment:01a21e5c-0000-7000-8000-000000000000"])
def test_an_unknown_task_is_refused_in_words(scene: Scene, key: str) -> None:
    with pytest.raises(RuleBreach):
        hand_in(whole(scene.secretary), key)


@transaction.atomic
def seal(scene: Scene, assignment: Assignment) -> None:
    """Lodge a record and hand it in, as sealing does."""
    make_evidence(whole(scene.secretary), scene.village, Kind.THEME_DAY, on=TODAY)
    hand_in(whole(scene.secretary), f"tasks.assignment:{assignment.public_id}")


def test_a_refusal_takes_the_record_with_it(scene: Scene, assignment: Assignment) -> None:
    hand_in(whole(scene.secretary), f"tasks.assignment:{assignment.public_id}")
    with pytest.raises(RuleBreach):
        seal(scene, assignment)
    assert not Evidence.objects.exists()
