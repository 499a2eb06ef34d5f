"""A township's clerk enters the report of a branch below from its paper: both names stand, the secretary agrees."""

import pytest
from django.urls import reverse

from dangjian.access.models import AuditRow
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.posts.tests.make import actor_of, make_holder
from dangjian.channels.inbox.models import Announcement
from dangjian.procedures.agenda.queries import answered
from dangjian.programme.tasks import agenda
from dangjian.programme.tasks.models import Assignment, Progress, Standing, Step
from dangjian.programme.tasks.queries.signers import signers
from dangjian.programme.tasks.tests.make import TODAY, Scene, make_assignment, make_scene
from dangjian.programme.tasks.tests.views.visitors import Visitor, text

pytestmark = pytest.mark.django_db


def _clerk(scene: Scene) -> Account:
    return make_holder(scene.township, Role.TOWNSHIP_CLERK, "吴晓红")


def _to(name: str, assignment: Assignment) -> str:
    return reverse(f"tasks:{name}", args=[assignment.public_id])


def _typed(assignment: Assignment) -> dict[str, object]:
    first = signers(assignment.organization_id, TODAY)[0]
    return {"signer": first.key, "progress": "done", "words": "台账已建"}


def test_it_is_entered_from_the_paper_and_both_names_stand() -> None:
    scene = make_scene()
    assignment = make_assignment(scene)
    clerk, secretary = Visitor(_clerk(scene)), Visitor(scene.secretary)
    page = clerk.see(_to("assignment", assignment))
    assert "按手写表代录进展" in page
    assert page.index("王建军（党组织书记）") < page.index("孙志强（党务信息员）")
    assert clerk.send(_to("report", assignment), _typed(assignment)).status_code == 302
    assignment.refresh_from_db()
    assert (assignment.state, assignment.progress) == (Standing.ASSIGNED, Progress.DONE)
    step = Step.objects.latest("id")
    assert (step.account_id, step.acting_for) == (clerk.account.pk, scene.secretary.pk)
    row = AuditRow.objects.get(action="assignment.reported")
    assert (row.account_id, row.acting_for) == (clerk.account.pk, scene.secretary.pk)
    seen = secretary.see(_to("assignment", assignment))
    for words in ("吴晓红已填好，请您看一看", "石桥镇委员会 吴晓红", "按手写表代王建军录入", "同意并提交"):
        assert words in seen
    told = Announcement.objects.latest("id")
    assert "已按手写表代录" in told.title
    secretary.send(_to("submission", assignment), {"words": "台账已建"})
    assignment.refresh_from_db()
    assert (assignment.reported_by, assignment.submitted_by) == (clerk.account.pk, scene.secretary.pk)


@pytest.mark.parametrize("signer", ["", "x", "officer"])
def test_nobody_of_the_branch_signed_nothing_is_saved(signer: str) -> None:
    scene = make_scene()
    assignment = make_assignment(scene)
    answer = Visitor(_clerk(scene)).send(_to("report", assignment), {**_typed(assignment), "signer": signer})
    assert answer.status_code == 422
    assert "台账已建" in text(answer)
    assignment.refresh_from_db()
    assert assignment.progress == Progress.NOT_STARTED


@pytest.mark.parametrize("who", ["stranger", "organizer", "other clerk"])
def test_another_township_and_who_judges_enter_nothing(who: str) -> None:
    scene = make_scene()
    assignment = make_assignment(scene)
    other = make_holder(scene.elsewhere, Role.TOWNSHIP_CLERK, "钱进")
    account = other if who == "other clerk" else getattr(scene, who)
    assert Visitor(account).send(_to("report", assignment), _typed(assignment)).status_code == 404
    assignment.refresh_from_db()
    assert assignment.progress == Progress.NOT_STARTED


def test_the_clerk_submits_nothing_and_is_not_asked_to_do_what_is_the_branchs() -> None:
    scene = make_scene()
    assignment = make_assignment(scene)
    clerk = _clerk(scene)
    assert Visitor(clerk).send(_to("submission", assignment), {"words": "代"}).status_code == 404
    assert answered(agenda.items(actor_of(clerk), TODAY)) == []
