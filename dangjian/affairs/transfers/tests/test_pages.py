"""The pages of a transfer: what the secretary types, what stands there for each side, what comes back with an error."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.people import holdings
from dangjian.affairs.posts.tests import make as posts
from dangjian.affairs.transfers.models import Kind, State, Transfer
from dangjian.affairs.transfers.tests import make
from dangjian.affairs.transfers.tests.visitors import Visitor, stand_on, text
from dangjian.procedures.agenda.queries import answered
from dangjian.procedures.cases.agenda import items

pytestmark = pytest.mark.django_db
ON = make.ON
TYPED = {"reason": "work", "words": "", "dues": "2026-08-01"}


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_on(monkeypatch, ON)


def new(scene: make.Scene) -> str:
    return reverse("transfers:new", args=[scene.member.person.public_id])


def to(name: str, transfer: Transfer) -> str:
    return reverse(f"transfers:{name}", args=[transfer.public_id])


def test_a_secretary_starts_with_a_few_words_of_the_name() -> None:
    scene = make.make_scene()
    secretary = Visitor(scene.home.secretary_account)
    assert "王建军" in secretary.see(reverse("transfers:people"))
    response = secretary.send(new(scene), {**TYPED, "target": "柳河村"})
    transfer = Transfer.objects.get()
    assert response.headers["Location"] == to("transfer", transfer)
    assert (transfer.to_body, transfer.dues_paid_until) == (scene.target.branch, date(2026, 8, 1))


def test_the_form_asks_nothing_that_is_known() -> None:
    scene = make.make_scene()
    page = Visitor(scene.home.secretary_account).get(new(scene)).content.decode()
    asked = {part.split('"')[0] for part in page.split('name="')[1:]} - {
        "csrfmiddlewaretoken", "once", "q", "next", "viewport", "on",
    }  # fmt: skip
    assert {"target", "is_outside", "reason", "words", "dues"} <= asked
    assert not asked & {"name", "category", "id_number", "person", "from_body"}


def test_several_of_a_name_are_offered_and_what_was_typed_stays() -> None:
    scene = make.make_scene()
    other = posts.make_body("柳河村第二党支部", parent=scene.target.township)
    secretary = Visitor(scene.home.secretary_account)
    response = secretary.send(new(scene), {**TYPED, "target": "柳河村", "words": "调往新单位"})
    assert response.status_code == 422
    assert "请选一个" in text(response)
    assert "调往新单位" in response.content.decode()
    secretary.send(new(scene), {**TYPED, "target": "柳河村", "body": str(other.public_id)})
    assert Transfer.objects.get().to_body == other


def test_nobody_of_the_name_is_said_so_and_outside_needs_a_tick() -> None:
    scene = make.make_scene()
    secretary = Visitor(scene.home.secretary_account)
    response = secretary.send(new(scene), {**TYPED, "target": "外省某街道党工委"})
    assert response.status_code == 422
    assert "勾选" in text(response)
    secretary.send(new(scene), {**TYPED, "target": "外省某街道党工委", "is_outside": "on"})
    assert Transfer.objects.get().kind == Kind.OUTWARD


def test_a_foreign_member_is_not_found() -> None:
    scene = make.make_scene()
    visitor = Visitor(scene.target.secretary_account)
    assert visitor.get(new(scene)).status_code == 404
    assert visitor.send(new(scene), {**TYPED, "target": "柳河"}).status_code == 404


def test_the_walk_on_the_pages() -> None:
    scene = make.make_scene()
    home, office = Visitor(scene.home.secretary_account), Visitor(scene.home.organizer_account)
    there, their_office = Visitor(scene.target.secretary_account), Visitor(scene.target.organizer_account)
    home.send(new(scene), {**TYPED, "target": "柳河村"})
    transfer = Transfer.objects.get()
    page = to("transfer", transfer)
    assert "同意转出" not in home.see(page)
    assert "轮到" in home.see(page)
    assert office.send(to("sending", transfer), {"letter_number": "", "words": ""}).status_code == 422
    office.send(to("sending", transfer), {"letter_number": make.LETTER, "words": ""})
    assert "2026年11月30日" in their_office.see(page)
    refused = their_office.send(to("acceptance", transfer), {"words": "已看"})
    assert refused.status_code == 422
    assert "还缺材料" in text(refused)
    their_office.send(to("acceptance", transfer), {"papers": list(make.PAPERS), "words": ""})
    there.send(to("receipt", transfer), {"arrived_on": "2026-09-01", "papers": list(make.RECEIPT), "words": ""})
    office.send(to("archive", transfer), {"words": ""})
    transfer.refresh_from_db()
    assert transfer.state == State.ARCHIVED
    assert Member.objects.get(pk=scene.member.pk).organization == scene.target.branch
    assert "办理经过" in home.see(page)


@pytest.mark.parametrize("side", ["out", "in"])
def test_the_list_says_where_whose_turn_and_how_long(side: str, django_assert_max_num_queries: object) -> None:
    scene = make.make_scene()
    make.sent(scene)
    account = scene.home.secretary_account if side == "out" else scene.target.secretary_account
    visitor = Visitor(account)
    with django_assert_max_num_queries(12):  # type: ignore[operator]  # a fixture of pytest-django
        page = visitor.see(reverse("transfers:index"), side=side)
    for words in ("王建军", "已转出，待接收", scene.target.township.short_name, "2026年11月30日"):
        assert words in page


def test_a_stranger_finds_neither_page_nor_step() -> None:
    scene = make.make_scene()
    transfer = make.sent(scene)
    third = make.make_side(scene.county, "青山")
    stranger = Visitor(third.organizer_account)
    assert stranger.get(to("transfer", transfer)).status_code == 404
    for name in ("sending", "acceptance", "return", "refusal", "archive", "outside-receipt", "receipt", "withdrawal"):
        assert stranger.send(to(name, transfer), {"words": "试"}).status_code == 404
    assert "王建军" not in stranger.see(reverse("transfers:index"), side="in")


def test_who_it_is_about_reads_no_list() -> None:
    scene = make.make_scene()
    make.sent(scene)
    member = Visitor(posts.make_account(scene.member.person))
    assert member.get(reverse("transfers:index")).status_code == 404


@pytest.mark.parametrize("category", [Category.PROBATIONARY, Category.FULL])
def test_what_to_look_at_stands_beside_the_decision(category: Category) -> None:
    scene = make.make_scene(category)
    transfer = make.started(scene, dues_paid_until=date(2026, 5, 1))
    page = Visitor(scene.home.organizer_account).see(to("transfer", transfer))
    assert "还有 3 个月未缴" in page
    assert ("预备期满" in page) is (category == Category.PROBATIONARY)


def test_whose_turn_it_is_stands_on_their_home_page() -> None:
    scene = make.make_scene()
    transfer = make.sent(scene)
    found = [item for item in answered(items(scene.target.organizer, ON)) if item.key.startswith("case:")]
    assert [item.address for item in found] == [to("transfer", transfer)]
    assert not [item for item in answered(items(scene.home.organizer, ON)) if item.key.startswith("case:")]


def test_a_branch_gives_back_who_did_not_report() -> None:
    scene = make.make_scene()
    transfer = make.accepted(scene)
    Visitor(scene.target.secretary_account).send(to("absence", transfer), {"words": "电话不通，未报到"})
    transfer.refresh_from_db()
    assert transfer.state == State.SENT


def test_the_timeline_names_it_with_its_page() -> None:
    scene = make.make_scene()
    transfer = make.received(scene)
    mine = [one for one in holdings.happenings(scene.member.person) if one.source == "组织关系接转"]
    assert [(one.on, one.address) for one in mine] == [(ON, to("transfer", transfer))]


def test_odd_input_is_answered_and_nothing_moves() -> None:
    scene = make.make_scene()
    visitor = Visitor(scene.home.secretary_account)
    odd = {"target": "\0柳\0", "body": "x" * 500, "reason": "none", "dues": "9999-99-99", "words": "\0" * 10}
    assert visitor.send(new(scene), odd).status_code == 422
    assert visitor.get(reverse("transfers:targets"), target="\0%_").status_code == 200
    assert visitor.get(reverse("transfers:index"), side="\0", state="x", after="!!", words="\0").status_code == 200
    assert visitor.get(reverse("transfers:new", args=[uuid4()])).status_code == 404
    assert not Transfer.objects.exists()


def test_one_who_answers_for_many_sees_the_branch_of_each() -> None:
    scene = make.make_scene()
    clerk = Visitor(posts.make_holder(scene.home.township, Role.TOWNSHIP_CLERK, "镇信息员"))
    assert scene.home.branch.short_name in clerk.see(reverse("transfers:people"), words="王")
