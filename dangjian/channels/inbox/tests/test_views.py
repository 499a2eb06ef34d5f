"""The inbox shows one's own, of the bodies where one still holds a post."""

from uuid import UUID

import pytest
from django.http import Http404
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.channels.inbox import queries, views
from dangjian.channels.inbox.services import announce, make_digests
from dangjian.channels.inbox.tests.conftest import Posts
from dangjian.channels.inbox.tests.make import COUNTY, EVENING, FRIDAY, MORNING, make_actor, make_receiver

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(posts: Posts) -> None:
    """Bodies 10 and 11 were told something; account 1 is secretary of both, account 2 of body 12."""
    posts[10, "secretary"] = [1]
    posts[11, "secretary"] = [1]
    posts[12, "secretary"] = [2]
    for body in (10, 11, 12):
        receivers = [make_receiver(body)]
        announce(by=None, county_id=COUNTY, receivers=receivers, title=f"排查{body}", due_on=FRIDAY, at=EVENING)
    make_digests(on=FRIDAY, at=MORNING)


def shown(actor: Actor, query: str = "") -> str:
    """Open the inbox as an actor."""
    request = RequestFactory().get(f"/inbox/{query}")
    request.actor = actor  # type: ignore[attr-defined]
    return views.show(request).content.decode()


@pytest.mark.usefixtures("told")
def test_own_notices_with_due_date_and_group_text() -> None:
    page = shown(make_actor(1, (10, 11)))
    assert "排查10" in page
    assert "排查11" in page
    assert "排查12" not in page
    assert "期限 2026年11月20日" in page
    assert "【工作提醒】排查10，请于11月20日前办理：http://testserver/assignments/10/" in page


@pytest.mark.usefixtures("told")
def test_what_came_to_a_post_no_longer_held_is_not_shown() -> None:
    page = shown(make_actor(1, (11,)))
    assert "排查10" not in page
    assert "排查11" in page


@pytest.mark.usefixtures("told")
def test_a_stranger_at_another_body_sees_an_empty_inbox() -> None:
    assert "还没有收到通知" in shown(make_actor(3, (10,)))


def test_without_a_post_there_is_no_inbox() -> None:
    with pytest.raises(Http404):
        shown(make_actor(1, ()))


@pytest.mark.parametrize(
    "query", ["?before=", "?before=1", "?before=%00", "?before=01996a3e-5a70-7cc0-b1a5-0d2f64a1b0c9"]
)
def test_any_cursor_gets_an_answer(query: str) -> None:
    assert "还没有收到通知" in shown(make_actor(), query)


@pytest.mark.usefixtures("told")
def test_pages_go_on_where_they_stopped(monkeypatch: pytest.MonkeyPatch, posts: Posts) -> None:
    monkeypatch.setattr(queries, "PAGE", 1)
    monday = FRIDAY.replace(day=23)
    announce(by=None, county_id=COUNTY, receivers=[make_receiver(10)], title="复查", at=MORNING)
    make_digests(on=monday, at=MORNING)
    actor = make_actor(1, tuple(body for body, _ in posts)).narrowed(Permission.INBOX_VIEW)
    first, following = queries.inbox(actor)
    assert [line.title for one in first for line in one.lines] == ["复查"]
    assert isinstance(following, UUID)
    second, end = queries.inbox(actor, before=following)
    assert {line.title for one in second for line in one.lines} == {"排查10", "排查11"}
    assert end is None


@pytest.mark.usefixtures("told")
def test_a_page_takes_two_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    actor = make_actor(1, (10, 11)).narrowed(Permission.INBOX_VIEW)
    with django_assert_num_queries(2):
        page, _ = queries.inbox(actor)
    assert [len(one.lines) for one in page] == [2]
