"""An admission goes with its person and its bodies; whoever leaves the roll takes it along as papers."""

import pytest

from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.admissions.models import Admission, Companion, Result, Review
from dangjian.affairs.admissions.tests.make import DAYS, TODAY, Scene, make_scene, take, walk
from dangjian.affairs.members.models import Leaving, Member
from dangjian.affairs.members.services import leave
from dangjian.affairs.members.services.moving import settle
from dangjian.affairs.organizations import services as bodies
from dangjian.affairs.organizations.tests.make import decree, editor
from dangjian.affairs.people.models import Source
from dangjian.affairs.posts.tests import make as posts
from dangjian.procedures.cases.models import CaseStep, Party, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def test_an_applicant_who_moves_goes_on_in_the_other_branch(scene: Scene) -> None:
    admission = walk(scene, "nominate")
    far = posts.make_township(scene.county, "中共柳河镇委员会")
    there = posts.make_body("柳河镇河口村党支部", parent=far)
    by = posts.actor_of(scene.officer).narrowed(Permission.MEMBER_EDIT)
    member = Member.objects.get(person=admission.person)
    settle(by=by, member=member, organization=there, on=TODAY, source=Source.DECISION)
    row = Admission.objects.get(pk=admission.pk)
    assert (row.organization, row.org_path, row.case.org_path) == (there, there.path, there.path)
    parties = dict(Party.objects.filter(case=row.case).values_list("key", "organization_id"))
    assert (parties["subject_body"], parties["superior"]) == (there.pk, far.pk)
    assert {one.org_path for model in (Companion, Review) for one in model.objects.filter(admission=row)} == {
        there.path
    }
    assert not Admission.objects.visible_to(scene.by.narrowed(Permission.ADMISSION_VIEW)).exists()
    heir = posts.actor_of(posts.make_holder(there, Role.SECRETARY, "吴敏"))
    assert Admission.objects.visible_to(heir.narrowed(Permission.ADMISSION_VIEW)).get() == row
    assert CaseStep.objects.get(case=row.case_id, outcome="").key == "nominate"
    take(scene, row, "nominate", by=heir)


def test_whoever_leaves_takes_the_papers_along(scene: Scene) -> None:
    admission = walk(scene, "educate")
    by = posts.actor_of(scene.officer).narrowed(Permission.MEMBER_EDIT)
    member = Member.objects.get(person=admission.person)
    leave(by=by, member=member, reason=Leaving.TRANSFERRED, on=TODAY, source=Source.TYPED)
    admission.refresh_from_db()
    admission.case.refresh_from_db()
    assert (admission.result, admission.ended_on, admission.case.state) == (Result.LIFTED, TODAY, State.WITHDRAWN)


def test_the_committee_that_takes_the_superior_up_decides(scene: Scene) -> None:
    admission = walk(scene, "approve")
    heir = posts.make_township(scene.county, "中共柳河镇委员会")
    officer = editor(scene.officer)
    for branch in (scene.branch, scene.other):
        bodies.move(by=officer, body=branch, parent=heir, decree=decree(TODAY, today=TODAY))
    bodies.merge(by=officer, body=scene.township, into=heir, decree=decree(TODAY, today=TODAY))
    waiting = CaseStep.objects.select_related("party").get(case=admission.case_id, outcome="")
    assert waiting.party.organization_id == heir.pk
    decider = posts.actor_of(posts.make_holder(heir, Role.TOWNSHIP_ORGANIZER, "赵敏"))
    take(scene, Admission.objects.get(pk=admission.pk), "approve", by=decider)
    assert Member.objects.get(person=admission.person).joined_on == DAYS["congress"]


def test_a_branch_that_moves_is_decided_for_by_the_committee_above_it(scene: Scene) -> None:
    admission = walk(scene, "approve")
    heir = posts.make_township(scene.county, "中共柳河镇委员会")
    bodies.move(by=editor(scene.officer), body=scene.branch, parent=heir, decree=decree(TODAY, today=TODAY))
    waiting = CaseStep.objects.select_related("party").get(case=admission.case_id, outcome="")
    assert waiting.party.organization_id == heir.pk


def test_the_branch_that_takes_the_home_up_goes_on(scene: Scene) -> None:
    admission = walk(scene, "talk")
    officer = editor(scene.officer)
    bodies.merge(by=officer, body=scene.branch, into=scene.other, decree=decree(TODAY, today=TODAY))
    row = Admission.objects.get(pk=admission.pk)
    assert row.organization == scene.other
    heir = posts.actor_of(posts.make_holder(scene.other, Role.SECRETARY, "吴敏"))
    take(scene, row, "talk", by=heir)
