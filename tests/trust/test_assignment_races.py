"""T43: 32 people accept, return and submit the same assignment at once; exactly one effect each round."""

import time
from collections.abc import Callable

import pytest

from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.posts.tests import make as posts
from dangjian.programme.tasks import services
from dangjian.programme.tasks.models import Assignment, Standing, Step, StepKind
from dangjian.programme.tasks.services.steps import take_each
from dangjian.programme.tasks.tests import make
from dangjian.rulebook.breach import RuleBreach
from tests.trust.races import together

HANDS = 32
pytestmark = pytest.mark.django_db(transaction=True)


def outcome(act: Callable[[], object]) -> str:
    try:
        act()
    except RuleBreach:
        return "refused"
    return "done"


def submitted_with_officers() -> tuple[make.Scene, Assignment, list[object]]:
    scene = make.make_scene()
    row = make.submit(scene, make.make_assignment(scene))
    officers = [
        posts.actor_of(posts.make_holder(scene.county, Role.COUNTY_OFFICER, f"干部{n}", "县委组织部")).narrowed(
            Permission.ASSIGNMENT_ACCEPT
        )
        for n in range(HANDS)
    ]
    return scene, row, officers  # type: ignore[return-value]  # a list of actors


def test_accepting_and_returning_at_once_has_one_effect() -> None:
    _, row, officers = submitted_with_officers()

    def act(position: int) -> str:
        by = officers[position]
        if position % 2:
            return outcome(lambda: services.accept(assignments=[row], on=make.TODAY, by=by))  # type: ignore[arg-type]
        return outcome(
            lambda: services.send_back(assignments=[row], words="缺两个村", on=make.TODAY, by=by)  # type: ignore[arg-type]
        )

    results = together(HANDS, act)
    kinds = list(Step.objects.filter(assignment=row).exclude(kind="submitted").values_list("kind", flat=True))
    # A return may follow an acceptance only where the issuer takes it back from accepted; never two of a kind.
    assert results.count("done") == len(kinds)
    assert kinds in (["accepted"], ["returned"], ["accepted", "returned"])


def test_submitting_at_once_has_one_effect() -> None:
    scene = make.make_scene()
    row = make.make_assignment(scene)
    by = scene.acting(scene.secretary, Permission.ASSIGNMENT_SUBMIT)

    def act(_: int) -> str:
        return outcome(lambda: services.submit(assignment=row, words="已建台账", on=make.TODAY, by=by))

    assert together(HANDS, act).count("done") == 1
    assert Step.objects.filter(assignment=row, kind="submitted").count() == 1


def test_the_control_a_naive_check_then_write_has_many_effects() -> None:
    _, row, officers = submitted_with_officers()

    def naive(position: int) -> str:
        seen = Assignment.objects.select_related("task").get(pk=row.pk)
        if seen.state != Standing.SUBMITTED:
            return "refused"
        time.sleep(0.05)  # what a page does between looking and writing
        Assignment.objects.filter(pk=seen.pk).update(state=Standing.ACCEPTED)
        take_each(assignments=[seen], kind=StepKind.ACCEPTED, by=officers[position], body="县委组织部")  # type: ignore[arg-type]
        return "done"

    assert together(HANDS, naive).count("done") > 1
