"""The pages: the branch, its committee, the person; nobody else, nowhere."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from django.test import Client

from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.disposals import services
from dangjian.affairs.disposals.models import Disposal, Mode, Result
from dangjian.affairs.disposals.tests import make
from dangjian.affairs.disposals.tests.make import TODAY, Scene
from dangjian.affairs.members.models import Member
from dangjian.affairs.posts.tests import make as posts
from dangjian.procedures.agenda.queries import items
from dangjian.programme.tasks.tests.views.visitors import Visitor, text

pytestmark = pytest.mark.django_db
ACTS = ("proposals", "decisions", "result", "withdrawal")
PAGES = (
    "/", "/due/", "/side/", "/search/?q=王建军", "/search/?q=处置", "/warnings/", "/warnings/?state=all", "/burden/",
    "/bulletins/overview/", "/inspections/", "/inbox/", "/administration/audit/", "/standing/", "/members/",
    "/my-record/", "/dues/matters/", "/appraisals/", "/duties/compliance/",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dangjian.affairs.disposals.views.days.today", lambda: TODAY)


@pytest.fixture
def scene() -> Scene:
    return make.make_scene()


def test_a_branch_and_its_committee_walk_the_five_steps(scene: Scene) -> None:
    home, above, own = Visitor(scene.secretary), Visitor(scene.organizer), Visitor(scene.own)
    assert own.status("/disposals/mine/") == 404
    typed = {"person": str(scene.member.person.public_id), "ground": "correction:0", "months": "6", "is_punished": "no"}
    refused = home.send("/disposals/new/", typed | {"is_punished": "yes"})
    assert refused.status_code == 422
    assert "已经受过党纪处分" in text(refused)
    assert home.send("/disposals/new/", typed).status_code == 302
    row = Disposal.objects.get()
    address = f"/disposals/{row.public_id}/"
    assert above.status(address) == 404
    passed = {"outcome": "pass", "day": str(TODAY)}
    first = passed | {"step": "propose", "papers": ["支部委员会意见"]}
    assert home.send(f"{address}proposals/", first).status_code == 302
    assert "王建军" in above.see("/disposals/")
    assert own.status("/disposals/mine/") == 404  # Not told before it is filed.
    assert above.send(f"{address}decisions/", passed | {"step": "filing"}).status_code == 302
    assert "党组织有一件关于您的事" in own.see("/")
    assert "限期改正" in own.see("/disposals/mine/")
    assert "组织处置" in own.see("/my-record/")
    said = own.send(f"/disposals/mine/{row.public_id}/statement/", {"words": "已补交党费"})
    assert said.status_code == 302
    assert "党组织有一件关于您的事" not in own.see("/")
    assert "已补交党费" in home.see(address)
    inquiry = passed | {"step": "inquiry", "papers": ["调查核实材料", "本人意见已听取"]}
    assert home.send(f"{address}proposals/", inquiry).status_code == 302
    votes = {"entitled": 9, "present": 8, "ballots": 9, "yes": 6, "no": 1, "abstained": 1, "written": 0}
    congress = passed | {"step": "congress", "papers": ["支部党员大会决议"]} | votes
    wrong = home.send(f"{address}proposals/", congress)
    assert wrong.status_code == 422
    assert "比实到 8 人还多" in text(wrong)
    assert home.send(f"{address}proposals/", congress | {"ballots": 8}).status_code == 302
    assert above.send(f"{address}decisions/", passed | {"step": "approve"}).status_code == 302
    assert "改正期到2027年5月21日" in home.see("/disposals/")
    assert above.send(f"{address}result/", {"result": "corrected"}).status_code == 404
    assert home.send(f"{address}result/", {"result": "corrected"}).status_code == 302
    assert Disposal.objects.get().result == Result.CORRECTED
    assert "已改正" in own.see("/disposals/mine/")


def test_nobody_else_finds_it_on_any_page(scene: Scene) -> None:
    row = make.step(scene, make.step(scene, make.proposed(scene)))
    address = f"/disposals/{row.public_id}/"
    assert "王建军：组织处置" in Visitor(scene.secretary).see("/")  # The control: whose turn it is sees it.
    head = posts.make_holder(scene.township, Role.SECRETARY, "高志远")  # Of the committee that approves.
    assert Visitor(head).status(address) == 200
    for who, account in scene.strangers.items():
        visitor = Visitor(account)
        assert visitor.status(address) == 404, who
        assert visitor.status("/disposals/mine/") == 404, who
        assert visitor.send(f"/disposals/mine/{row.public_id}/statement/", {"words": "我说"}).status_code == 404, who
        for act in ACTS:
            assert visitor.send(f"{address}{act}/", {"step": "inquiry", "outcome": "pass"}).status_code == 404, who
        for page in PAGES:
            answer = visitor.client.get(page)
            said = text(answer) if answer.status_code == 200 else ""
            assert "：组织处置" not in said, (who, page)
            assert "限期改正" not in said, (who, page)
            assert str(row.public_id) not in answer.content.decode() or page == "/administration/audit/", (who, page)
        assert not [one for one in items(posts.actor_of(account), TODAY) if "处置" in one.title], who


def test_a_record_shows_it_to_nobody_and_ones_own_file_to_oneself(scene: Scene) -> None:
    make.step(scene, make.step(scene, make.proposed(scene)))
    address = f"/members/{scene.member.person.public_id}/"
    for account in (scene.secretary, scene.organizer, *scene.strangers.values()):
        visitor = Visitor(account)
        if visitor.status(address) == 200:
            assert "限期改正" not in visitor.see(address)
    assert "限期改正" in Visitor(scene.own).see("/my-record/")


def test_a_secretary_neither_handles_nor_sees_their_own(scene: Scene) -> None:
    boss = posts.make_account(posts.make_member(scene.home, "书记本人").person)
    posts.appoint(boss.person, scene.home, Role.SECRETARY)
    row = services.propose(
        by=scene.edits, person=boss.person, mode=Mode.CORRECTION, ground=make.LOST, article="", months=6,
        is_punished=False, on=TODAY,
    )  # fmt: skip
    visitor = Visitor(boss)
    assert visitor.status(f"/disposals/{row.public_id}/") == 404
    assert "书记本人：组织处置" not in visitor.see("/disposals/")
    assert "书记本人：组织处置" not in visitor.see("/")


def test_the_log_tells_the_audit_administrator_neither_person_nor_matter(scene: Scene) -> None:
    make.approved(scene)
    page = Visitor(scene.strangers["audit administrator"]).see("/administration/audit/")
    assert "限知事项 · 登记" in page
    for words in ("王建军", "处置", "disposal", "第一党支部"):
        assert words not in page


def test_the_list_takes_no_more_queries_for_many_than_for_one(
    scene: Scene, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    make.proposed(scene)
    for number in range(6):
        person = posts.make_member(scene.home, f"党员{number}").person
        services.propose(
            by=scene.edits, person=person, mode=Mode.CORRECTION, ground=make.LOST, article="", months=6,
            is_punished=False, on=TODAY,
        )  # fmt: skip
    home = Visitor(scene.secretary)
    with django_assert_max_num_queries(15):
        page = home.see("/disposals/")
    assert "党员5" in page


def test_a_correction_that_is_over_is_told_to_the_branch_alone(scene: Scene) -> None:
    make.approved(scene)
    title = "王建军：登记结果"
    assert title not in [one.title for one in items(posts.actor_of(scene.secretary), date(2027, 5, 21))]
    assert title in [one.title for one in items(posts.actor_of(scene.secretary), date(2027, 5, 22))]
    assert title not in [one.title for one in items(posts.actor_of(scene.organizer), date(2027, 5, 22))]


def test_on_the_internet_there_is_no_such_page(scene: Scene, settings: object) -> None:
    row = make.step(scene, make.step(scene, make.proposed(scene)))
    settings.ZONE = "internet"  # type: ignore[attr-defined]  # pytest-django's settings
    for account in (scene.secretary, scene.organizer, scene.own):
        visitor = Visitor(account)
        for page in ("/disposals/", f"/disposals/{row.public_id}/", "/disposals/mine/", "/disposals/new/"):
            assert visitor.status(page) == 404
        assert "组织处置" not in visitor.see("/")
        assert "关于您的事" not in visitor.see("/")
    assert Client().get("/disposals/").status_code in (302, 404)
    assert Member.objects.filter(pk=scene.member.pk).exists()
