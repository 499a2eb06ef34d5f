"""The page of urgent notices: whom it reaches before sending, what was sent after, words kept when refused."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from dangjian.access import once
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.posts.tests.make import make_county, make_holder
from dangjian.channels.inbox.models import Announcement
from dangjian.programme.tasks.tests.make import Scene, make_scene
from dangjian.programme.tasks.tests.views.visitors import Visitor, text

pytestmark = pytest.mark.django_db
SENT, NEW = "/lists/urgent/", "/lists/urgent/new/"
WORDS = {"title": "立即转移", "line": "沿河三组今晚全部转移。", "reason": "山洪红色预警", "kinds": ["branch"]}


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def test_a_look_says_how_many_bodies_and_people_and_sends_nothing(scene: Scene) -> None:
    page = text(Visitor(scene.officer).send(NEW, WORDS | {"look": "1"}))
    assert "由县委组织部 周明远发出" in page
    assert "2 个单位 ，当即收到 2 人" in page
    assert "1 个单位现在没有人任职" in page
    assert "青峰村党支部。有人任职后" in page
    assert not Announcement.objects.exists()


def test_it_is_sent_and_stands_in_the_list_with_sender_reason_and_numbers(scene: Scene) -> None:
    officer = Visitor(scene.officer)
    assert officer.send(NEW, WORDS).status_code == 302
    page = officer.see(SENT)
    for words in ("已发出：2 个单位，当即收到 2 人", "立即转移", "山洪红色预警", "周明远", "2 个", "2 人"):
        assert words in page
    received = Visitor(scene.secretary).see("/inbox/")
    assert "立即转移" in received
    assert "事由：山洪红色预警" in received
    assert "周明远发" in received


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"reason": ""}, "紧急事由"),
        ({"reason": "   "}, "紧急事由"),
        ({"kinds": []}, "没有一个单位"),
        ({"named": "没有这个支部"}, "没有找到：没有这个支部"),
        ({"line": "字" * 121}, "120"),
        ({"line": "速联系13912345678"}, "手机号"),
        ({"kinds": [], "named": "青峰村党支部"}, "没有人能收到"),
    ],
)
def test_what_is_refused_keeps_what_was_typed(scene: Scene, typed: dict[str, object], words: str) -> None:
    response = Visitor(scene.officer).send(NEW, WORDS | typed)
    assert response.status_code == 422
    assert words in text(response)
    assert "立即转移" in response.content.decode()
    assert not Announcement.objects.exists()


def test_a_look_at_nobody_offers_no_button_to_send(scene: Scene) -> None:
    officer = Visitor(scene.officer)
    nobody = text(officer.send(NEW, WORDS | {"kinds": [], "look": "1"}))
    assert "没有一个单位" in nobody
    vacant = text(officer.send(NEW, WORDS | {"kinds": [], "named": "青峰村党支部", "look": "1"}))
    assert "没有人收到" in vacant
    assert "发出后不能收回" not in nobody + vacant


def test_sending_twice_sends_once(scene: Scene) -> None:
    officer = Visitor(scene.officer)
    form = {"once": once.mint(scene.officer.epoch), **WORDS}
    answers = [officer.client.post(NEW, form).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert Announcement.objects.count() == 1


def test_only_the_county_s_officer_finds_it_and_only_their_own(scene: Scene) -> None:
    Visitor(scene.officer).send(NEW, WORDS)
    for account in (scene.organizer, scene.secretary):
        assert [Visitor(account).status(page) for page in (SENT, NEW)] == [404, 404]
        assert Visitor(account).send(NEW, WORDS).status_code == 404
    foreign = make_holder(make_county("中共临川县委员会"), Role.COUNTY_OFFICER)
    assert "立即转移" not in Visitor(foreign).see(SENT)


def test_the_way_there_is_an_action_of_the_lists(scene: Scene) -> None:
    assert 'href="/lists/urgent/"' in Visitor(scene.officer).client.get("/lists/").content.decode()
    assert 'href="/lists/urgent/"' not in Visitor(scene.organizer).client.get("/lists/").content.decode()


def test_the_list_takes_few_queries(
    scene: Scene, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    officer = Visitor(scene.officer)
    officer.send(NEW, WORDS)
    with django_assert_max_num_queries(15):
        officer.see(SENT)
