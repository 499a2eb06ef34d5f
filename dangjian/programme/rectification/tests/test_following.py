"""Bodies are moved, merged, closed while a case runs: nothing is lost, nobody is stuck."""

import pytest

from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.organizations.services import moving
from dangjian.affairs.organizations.services.decrees import Decree
from dangjian.affairs.organizations.services.ending import merge
from dangjian.affairs.posts.tests import make as posts
from dangjian.procedures.cases.models import State
from dangjian.programme.rectification.models import Rectification, Result
from dangjian.programme.rectification.tests import make
from dangjian.programme.rectification.tests.make import TODAY, Scene

pytestmark = pytest.mark.django_db
DECREE = Decree(on=TODAY, basis="清组发〔2026〕9号", today=TODAY)


@pytest.fixture
def scene() -> Scene:
    return make.make_scene()


def other() -> Organization:
    return Organization.objects.get(name="中共青河镇委员会")


def test_a_village_that_is_moved_is_answered_for_by_its_new_township(scene: Scene) -> None:
    row = make.listed(scene)
    make.helped(scene, row)
    by = posts.actor_of(scene.officer).narrowed(Permission.ORGANIZATION_EDIT)
    moving.move(by=by, body=scene.village, parent=other(), decree=DECREE)
    row.refresh_from_db()
    assert row.township == other()
    village = Organization.objects.get(pk=scene.village.pk)
    assert (row.org_path, row.case.org_path) == (village.path, village.path)
    heir = posts.actor_of(scene.strangers["other organizer"])
    assert row in Rectification.objects.visible_to(heir.narrowed(Permission.RECTIFICATION_VIEW))
    before = posts.actor_of(scene.organizer)
    assert row not in Rectification.objects.visible_to(before.narrowed(Permission.RECTIFICATION_VIEW))
    scene.organizer = scene.strangers["other organizer"]
    make.step(scene, row)


def test_a_village_taken_up_by_another_has_no_case_any_more(scene: Scene) -> None:
    row = make.listed(scene)
    by = posts.actor_of(scene.officer).narrowed(Permission.ORGANIZATION_EDIT)
    Organization.objects.filter(parent=scene.village).update(parent=scene.sibling)
    scene.sibling.kind = scene.village.kind
    scene.sibling.save()
    merge(by=by, body=scene.village, into=scene.sibling, decree=DECREE)
    row.refresh_from_db()
    assert (row.result, row.case.state) == (Result.LIFTED, State.WITHDRAWN)
    assert row.seen_until == TODAY


def test_a_township_taken_up_by_another_hands_its_cases_on_while_they_run(scene: Scene) -> None:
    row = make.proposed(scene)
    watched = make.case_at(scene.sibling, "桃源村")
    by = posts.actor_of(scene.officer).narrowed(Permission.ORGANIZATION_EDIT)
    merge(by=by, body=scene.township, into=other(), decree=DECREE)
    row.refresh_from_db()
    watched.refresh_from_db()
    assert (row.township, watched.township) == (other(), other())
    assert row.case.parties.get(key="township").organization_id == other().pk
    scene.organizer = scene.strangers["other organizer"]
    make.step(scene, row)
    assert row.case.steps.get(outcome="").key == "review"
