"""T43: 32 people accept, return and submit the same assignment at once; one effect of each step, in a legal order."""

from collections import Counter
from collections.abc import Callable, Iterable

import pytest

from dangjian.access.permissions import Permission
from dangjian.access.tests.racing import TwoHaveLooked
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.posts.tests import make as posts
from dangjian.programme.tasks import services
from dangjian.programme.tasks.models import Assignment, Standing, Step, StepKind
from dangjian.programme.tasks.services.steps import take_each
from dangjian.programme.tasks.tests import make
from dangjian.rulebook.breach import RuleBreach
from tests.trust.races import together

HANDS = 32
KINDS = (StepKind.ACCEPTED, StepKind.RETURNED, StepKind.SUBMITTED)
# The standing and the step taken → the standing after it; an issuer takes back what is accepted too.
LEADS_TO: dict[tuple[Standing, str], Standing] = {
    (Standing.ASSIGNED, StepKind.SUBMITTED): Standing.SUBMITTED,
    (Standing.SUBMITTED, StepKind.ACCEPTED): Standing.ACCEPTED,
    (Standing.SUBMITTED, StepKind.RETURNED): Standing.ASSIGNED,
    (Standing.ACCEPTED, StepKind.RETURNED): Standing.ASSIGNED,
}
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


def ending(kinds: Iterable[str]) -> Standing | None:
    """Return where these steps lead from submitted, one after the other; None where one of them is not allowed."""
    state: Standing | None = Standing.SUBMITTED
    for kind in kinds:
        state = LEADS_TO.get((state, kind)) if state else None
    return state


def steps_after_the_first(row: Assignment) -> list[str]:
    kinds = Step.objects.filter(assignment=row, kind__in=KINDS).order_by("pk").values_list("kind", flat=True)
    return list(kinds)[1:]


def test_accepting_returning_and_submitting_at_once_is_a_legal_sequence() -> None:
    scene, row, officers = submitted_with_officers()
    secretary = scene.acting(scene.secretary, Permission.ASSIGNMENT_SUBMIT)

    def act(position: int) -> str:
        kind, by = KINDS[position % 3], officers[position]
        acts: dict[StepKind, Callable[[], object]] = {
            StepKind.ACCEPTED: lambda: services.accept(assignments=[row], on=make.TODAY, by=by),  # type: ignore[arg-type]
            StepKind.RETURNED: lambda: services.send_back(assignments=[row], words="缺两个村", on=make.TODAY, by=by),  # type: ignore[arg-type]
            StepKind.SUBMITTED: lambda: services.submit(assignment=row, words="已补齐", on=make.TODAY, by=secretary),
        }
        return f"{kind} {outcome(acts[kind])}"

    results = Counter(together(HANDS, act))
    kinds = steps_after_the_first(row)
    row.refresh_from_db()
    assert {kind: results[f"{kind} done"] for kind in KINDS} == {kind: kinds.count(kind) for kind in KINDS}
    assert ending(kinds) == row.state
    assert kinds
    assert row.returns == kinds.count(StepKind.RETURNED)


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
    looked = TwoHaveLooked()

    def naive(position: int) -> str:
        seen = Assignment.objects.select_related("task").get(pk=row.pk)
        if seen.state != Standing.SUBMITTED:
            return "refused"
        looked.wait()  # what a page does between looking and writing
        Assignment.objects.filter(pk=seen.pk).update(state=Standing.ACCEPTED)
        take_each(assignments=[seen], kind=StepKind.ACCEPTED, by=officers[position], body="县委组织部")  # type: ignore[arg-type]
        return "done"

    assert together(HANDS, naive).count("done") > 1
    assert ending(steps_after_the_first(row)) is None
