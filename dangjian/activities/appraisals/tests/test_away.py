"""A member appraised in a 流动党员党支部: the result is told to the home branch, the name stands there alone."""

import pytest

from dangjian.access.actors import Actor
from dangjian.activities.appraisals import services
from dangjian.activities.appraisals.models import Appraisal, Decider, Elector, Grading, Way
from dangjian.activities.appraisals.rules import Grade
from dangjian.activities.appraisals.services import Decision
from dangjian.activities.appraisals.tests.test_views import browser, see
from dangjian.activities.meetings.tests import make as meetings
from dangjian.activities.meetings.tests.make import EVENING, ON
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Member
from dangjian.affairs.mobility.models import Direction, Reason, Stay
from dangjian.affairs.organizations.models import Kind, Organization
from dangjian.affairs.posts.tests import make as posts
from dangjian.channels.inbox.models import Notice

pytestmark = pytest.mark.django_db


def test_the_home_branch_is_told_and_reads_the_name_alone() -> None:
    scene = meetings.make_scene()
    body, by, away = mobile(scene)
    host, own = Account.objects.get(pk=by.account_id), Member.objects.get(person__name="钱进")
    appraisal = appraise(by, body)
    assert set(Elector.objects.values_list("member", flat=True)) == {own.pk, away.pk}
    said = {own.pk: Decision(Grade.QUALIFIED), away.pk: Decision(Grade.EXCELLENT)}
    services.decide(by=by, appraisal=appraisal, decided_by=Decider.CONGRESS, decisions=said, on=ON, at=EVENING)
    notice = Notice.objects.get(address="/appraisals/away/")
    assert (notice.organization_id, notice.roles) == (scene.branch.pk, ["secretary"])
    assert "李秀英" not in f"{notice.announcement.title}{notice.announcement.line}"
    assert "流入地评议结果" in see(scene.secretary_account, "/appraisals/")
    assert "流入地评议结果" not in see(host, "/appraisals/")
    page = see(scene.secretary_account, "/appraisals/away/")
    assert "李秀英" in page
    assert "优秀" in page
    assert "钱进" not in page
    neighbor = posts.make_holder(scene.other, Role.SECRETARY, "钱书记")
    assert "李秀英" not in see(neighbor, "/appraisals/away/")
    for account in (scene.organizer_account, scene.clerk_account):
        assert browser(account).get("/appraisals/away/").status_code == 404
    home = appraise(scene.secretary, scene.branch)
    assert not Grading.objects.filter(appraisal=home, member=away).exists()
    assert Elector.objects.get(appraisal=home, member=away).may_cast  # Graded there, voting here as before (P24).


def appraise(by: Actor, body: Organization) -> Appraisal:
    return services.open_appraisal(by=by, organization=body, held_on=ON, way=Way.PAPER, on=ON, at=EVENING)


def mobile(scene: meetings.Scene) -> tuple[Organization, Actor, Member]:
    """A 流动党员党支部 with a member of its own, its secretary, and a member of the branch who has reported in."""
    body = posts.make_body("石桥镇驻江城流动党员党支部", parent=scene.township, kind=Kind.MOBILE_BRANCH)
    by, away = posts.actor_of(posts.make_holder(body, Role.SECRETARY, "吴敏")), scene.members[1]
    posts.make_member(body, "钱进")
    Stay.objects.create(
        organization=scene.branch, county_id=scene.county.pk, org_path=scene.branch.path, direction=Direction.OUT,
        person=away.person, name=away.person.name, sort_key="l", home=scene.branch.name, host=body,
        host_path=body.path, reason=Reason.WORK, since=ON, reported_on=ON,
    )  # fmt: skip
    return body, by, away


def graded(row: Appraisal) -> set[int]:
    return set(Grading.objects.filter(appraisal=row).values_list("member_id", flat=True))


def test_who_reported_in_is_graded_there_even_before_it_is_opened_there() -> None:
    scene = meetings.make_scene()
    body, by, away = mobile(scene)
    home = appraise(scene.secretary, scene.branch)
    assert away.pk not in graded(home)
    assert "1 人由别的党支部评定等次" in see(scene.secretary_account, f"/appraisals/new/?body={scene.branch.public_id}")
    assert away.pk in graded(appraise(by, body))


def test_who_was_graded_at_home_before_leaving_is_not_graded_again() -> None:
    scene = meetings.make_scene()
    home = appraise(scene.secretary, scene.branch)
    body, by, away = mobile(scene)
    assert away.pk in graded(home)
    assert away.pk not in graded(appraise(by, body))
