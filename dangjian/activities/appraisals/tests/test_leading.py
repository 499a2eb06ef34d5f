from datetime import date

import pytest

from dangjian.activities.appraisals import services
from dangjian.activities.appraisals.agenda import items
from dangjian.activities.appraisals.models import Consent, Gate, LeadersLife, LifeState
from dangjian.activities.appraisals.rules import check_present
from dangjian.activities.appraisals.tests.test_views import browser, see, send
from dangjian.activities.meetings.tests import make as meetings
from dangjian.activities.meetings.tests.make import EVENING, ON, Scene
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.posts.tests import make as posts
from dangjian.channels.inbox.models import Notice
from dangjian.procedures.agenda.items import Item
from dangjian.procedures.agenda.queries import Question
from dangjian.procedures.evidence.models import Evidence
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    module = "dangjian.activities.appraisals.views.leading"
    monkeypatch.setattr(f"{module}.now", lambda: EVENING)
    monkeypatch.setattr(f"{module}.today", lambda: ON)
    return meetings.make_scene()


@pytest.fixture
def leader(scene: Scene) -> Account:
    """The secretary of the township, a member of its first branch."""
    member = scene.members[0]
    posts.appoint(member.person, scene.township, Role.SECRETARY)
    return posts.make_account(member.person)


def filed(scene: Scene, leader: Account, day: date = ON, consent: str = "") -> LeadersLife:
    return services.file_plan(
        by=posts.actor_of(leader), organization=scene.township, planned_on=day, consent=consent, on=ON
    )


def test_two_thirds_must_have_come() -> None:
    check_present(entitled=9, present=6, on=ON)
    with pytest.raises(RuleBreach, match=r"至少到 7 人.*民主生活会"):
        check_present(entitled=10, present=6, on=ON)
    with pytest.raises(RuleBreach, match="不超过应到"):
        check_present(entitled=5, present=6, on=ON)


def test_filed_opened_stopped_reconvened_held(scene: Scene, leader: Account) -> None:
    life, by = filed(scene, leader), posts.actor_of(leader)
    services.open_life(by=by, life=life, entitled=9, present=7, passed=[], on=ON)
    with pytest.raises(RuleBreach, match="写一句叫停的原因"):
        services.stop(by=by, life=life, reason=" ", on=ON)
    services.stop(by=by, life=life, reason="准备不充分", on=ON)
    with pytest.raises(RuleBreach, match="不在开"):
        services.hold(by=by, life=life, on=ON, at=EVENING)
    services.open_life(by=by, life=life, entitled=9, present=9, passed=[], on=ON)
    services.hold(by=by, life=life, on=ON, at=EVENING)
    assert Evidence.objects.get(kind="leaders_life").organization_id == scene.township.pk
    with pytest.raises(RuleBreach, match="已经开过"):
        filed(scene, leader, date(2026, 12, 20), "县委同意")


def test_another_day_needs_the_superiors_consent(scene: Scene, leader: Account) -> None:
    filed(scene, leader)
    with pytest.raises(RuleBreach, match=r"上级同意.*民主生活会"):
        filed(scene, leader, date(2026, 12, 20))
    life = filed(scene, leader, date(2026, 12, 20), "11月25日县委组织部同意")
    assert (life.planned_on, LeadersLife.objects.count()) == (date(2026, 12, 20), 1)


def test_no_gate_is_shipped_and_the_countys_hold_the_meeting_back(scene: Scene, leader: Account) -> None:
    assert not Gate.objects.exists()
    officer = posts.make_holder(scene.county, Role.COUNTY_OFFICER, "林晓梅")
    assert send(officer, "/appraisals/leaders/gates/", words="谈心没有谈透的不开", basis="县委通知",
                from_day="2026-11-20") == 302  # fmt: skip
    life = filed(scene, leader)
    page = f"/appraisals/leaders/{life.public_id}/"
    assert "谈心没有谈透的不开" in see(leader, page)
    assert send(leader, f"{page}opening/", entitled="9", present="9") == 422
    assert send(leader, f"{page}opening/", entitled="9", present="9", passed="谈心没有谈透的不开") == 302
    life.refresh_from_db()
    assert (life.state, life.gates) == (LifeState.OPENED, ["谈心没有谈透的不开"])
    assert send(officer, f"/appraisals/leaders/gates/{Gate.objects.get().public_id}/ending/") == 302


def test_leaders_live_twice_and_above_there_are_days_alone(scene: Scene, leader: Account) -> None:
    meetings.sealed(scene)
    assert send(leader, "/appraisals/leaders/new/", planned_on="2026-12-20") == 302
    life = LeadersLife.objects.get()
    page = f"/appraisals/leaders/{life.public_id}/"
    mine = see(leader, page)
    assert "双重组织生活" in mine
    assert "最近 2026年11月20日" in mine
    above = see(posts.make_holder(scene.county, Role.COUNTY_OFFICER, "林晓梅"), page)
    assert "双重组织生活" not in above
    assert "2026年12月20日" in above
    assert "石桥镇" in see(leader, "/appraisals/leaders/")
    for account in (scene.secretary_account, scene.clerk_account):
        assert browser(account).get(page).status_code == 404


def test_a_superior_on_the_platform_is_asked_and_agrees_or_returns(scene: Scene, leader: Account) -> None:
    officer = posts.make_holder(scene.county, Role.COUNTY_OFFICER, "林晓梅")
    life = filed(scene, leader)
    page, later = f"/appraisals/leaders/{life.public_id}/", "2026-12-20"
    assert "上级意见" not in see(leader, "/appraisals/leaders/new/")
    assert send(leader, "/appraisals/leaders/new/", planned_on=later) == 302
    life.refresh_from_db()
    assert life.planned_on == ON
    assert "待上级答复" in see(leader, page)
    send(leader, f"{page}answering/", answer="agreed")  # Not one's own superior.
    title = "答复中共石桥镇委员会民主生活会改期"
    assert [item.title for item in waiting(officer)] == [title]
    assert "同意改期" in see(officer, page)
    send(officer, f"{page}answering/", answer="returned", words=" ")  # Not without a reason.
    assert Consent.objects.get().answer == "asked"
    assert send(officer, f"{page}answering/", answer="returned", words="与换届冲突") == 302
    assert "与换届冲突" in see(leader, page)
    assert waiting(officer) == []
    assert send(leader, "/appraisals/leaders/new/", planned_on=later) == 302
    assert send(officer, f"{page}answering/", answer="agreed") == 302
    life.refresh_from_db()
    assert (life.planned_on, life.consent) == (date(2026, 12, 20), "2026年11月20日 林晓梅 · 县委组织部干部同意")
    rows = Consent.objects.order_by("pk").values_list("answer", "answered_on")
    assert list(rows) == [("returned", ON), ("agreed", ON)]
    assert Notice.objects.filter(subject_key=life.source, roles=["secretary"]).count() == 2


def waiting(account: Account) -> list[Item]:
    found = []
    for question in items(posts.actor_of(account), ON):
        assert isinstance(question, Question)
        found += [item for item in question.items(list(question.rows)) if isinstance(item, Item)]
    return [item for item in found if item.key.startswith("life-consent")]
