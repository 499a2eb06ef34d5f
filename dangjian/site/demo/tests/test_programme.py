from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.models import F
from pytest_django.plugin import DjangoDbBlocker

from dangjian.affairs.accounts.models import Account
from dangjian.affairs.posts.queries import posts_and_grants
from dangjian.programme.directives.models import Directive, Proposal, Verdict
from dangjian.programme.goals.models import Goal
from dangjian.programme.tasks.models import (
    Assignment,
    Authority,
    Cadence,
    Decision,
    Extension,
    ListKind,
    Progress,
    Standing,
    Step,
    StepKind,
    Task,
    TaskList,
    TaskState,
)
from dangjian.site import demo

TODAY = date(2026, 11, 21)
_LAST_STEP = {
    Standing.SUBMITTED: {StepKind.SUBMITTED},
    Standing.ACCEPTED: {StepKind.ACCEPTED},
    Standing.WRITTEN_OFF: {StepKind.WRITTEN_OFF},
}
_OWN_HAND = (StepKind.REPORTED, StepKind.SUBMITTED, StepKind.PASSED_ON, StepKind.EXTENSION_ASKED)
_JUDGING = (
    StepKind.ACCEPTED,
    StepKind.RETURNED,
    StepKind.REOPENED,
    StepKind.WRITTEN_OFF,
    StepKind.EXTENSION_GRANTED,
    StepKind.EXTENSION_REFUSED,
)


@pytest.fixture(scope="module")
def _county(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:  # noqa: ARG001
    """One county for all of these tests: they only look."""
    with django_db_blocker.unblock(), transaction.atomic():
        demo.load(seed=1, today=TODAY, size=demo.Size.SMALL)
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.usefixtures("_county")
def test_every_state_is_to_be_seen() -> None:
    assert set(Task.objects.values_list("state", flat=True)) == set(TaskState.values)
    assert set(Assignment.objects.values_list("state", flat=True)) == set(Standing.values)
    assert set(Assignment.objects.values_list("progress", flat=True)) == set(Progress.values)
    assert set(Extension.objects.values_list("decision", flat=True)) == set(Decision.values)
    # No body of the demo county was merged or moved, so nothing was handed over.
    assert set(Step.objects.values_list("kind", flat=True)) == set(StepKind.values) - {StepKind.HANDED_OVER}
    assert set(Cadence.values) == set(Task.objects.exclude(cadence="").values_list("cadence", flat=True))
    assert Task.objects.filter(is_standing=True).exists()
    open_ones = Assignment.objects.to_do()
    assert open_ones.filter(due_on__lt=TODAY).exists()
    assert open_ones.filter(due_on__range=(TODAY, TODAY + timedelta(days=7))).exists()
    assert Assignment.objects.filter(returns__gt=0).exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("_county")
def test_lists_state_their_authority_and_hang_on_the_programme() -> None:
    key, remedies = TaskList.objects.filter(organization__parent=None).order_by("pk")
    assert (key.kind, key.authority) == (ListKind.TASKS, Authority.COMMITTEE)
    assert (remedies.kind, remedies.authority) == (ListKind.REMEDIES, Authority.CONSENT)
    assert remedies.consent
    assert not TaskList.objects.filter(goal=None).exists()
    assert [goal.word for goal in Goal.objects.in_order()][:3] == ["工程", "行动", "任务"]


@pytest.mark.django_db
@pytest.mark.usefixtures("_county")
def test_each_assignment_stands_as_its_last_step_left_it() -> None:
    for row in Assignment.objects.prefetch_related("steps"):
        steps = sorted(row.steps.all(), key=lambda step: step.at)
        if row.state in _LAST_STEP:
            assert {steps[-1].kind} == _LAST_STEP[Standing(row.state)]
            assert row.submitted_by
        assert (row.state == Standing.WRITTEN_OFF) == (row.closed_on is not None)


@pytest.mark.django_db
@pytest.mark.usefixtures("_county")
def test_nobody_judged_their_own_work() -> None:
    accounts = {account.pk: account for account in Account.objects.all()}
    judged = Step.objects.filter(assignment__isnull=False, kind__in=_JUDGING).select_related("assignment")
    assert judged.count() > 100
    for step in judged:
        row = step.assignment
        assert row is not None
        posts, grants = posts_and_grants(accounts[step.account_id].person_id, TODAY)
        bodies = {post.organization_id for post in posts}
        assert row.organization_id not in bodies
        assert any(grant.permission == "assignment:accept" for grant in grants)
        assert not row.steps.filter(kind__in=_OWN_HAND, account_id=step.account_id).exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("_county")
def test_what_was_passed_on_is_never_later_and_says_what_was_added() -> None:
    children = Task.objects.filter(parent_assignment__isnull=False)
    assert children.exclude(added_reason="").exists()
    assert children.filter(added_reason="").exists()
    assert not children.filter(due_on__gt=F("parent_assignment__due_on")).exists()
    assert not children.filter(added_reason="", due_on__lt=F("parent_assignment__due_on")).exists()
    for child in children.select_related("parent_assignment"):
        parent = child.parent_assignment
        assert parent is not None
        assert child.organization_id == parent.organization_id
        assert parent.steps.filter(kind=StepKind.PASSED_ON).count() == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("_county")
def test_one_directive_waits_with_everything_undecided() -> None:
    directive = Directive.objects.get()
    assert len(directive.text) > 6_000
    assert "{" not in directive.text
    assert directive.issued_on == TODAY - timedelta(days=2)
    assert set(Proposal.objects.values_list("verdict", flat=True)) == {Verdict.PENDING}
    assert Proposal.objects.count() > 40
    assert {flag["rule"] for flag in directive.flags} >= {"pledge", "veto", "ranking"}
