"""The pages as officer, leader, township and stranger; what is typed is kept; few queries."""

import re
from datetime import date, timedelta
from io import BytesIO

import docx
import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dangjian.access import once
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests import make as posts
from dangjian.decisions.bulletins.models import Bulletin
from dangjian.decisions.bulletins.tests import make
from dangjian.foundation.time import at
from dangjian.programme.tasks.models import TaskList

pytestmark = pytest.mark.django_db
TOMORROW = make.TODAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr("dangjian.decisions.bulletins.views.changes.today", lambda: TOMORROW)
    monkeypatch.setattr("dangjian.decisions.bulletins.views.overview.now", lambda: at(TOMORROW, 8))


@pytest.fixture
def place() -> make.Place:
    """The small county."""
    return make.make_place()


@pytest.fixture
def officer(place: make.Place) -> Account:
    """Who writes."""
    return posts.make_holder(place.county, Role.COUNTY_OFFICER, "周明远", "县委组织部")


@pytest.fixture
def leader(place: make.Place) -> Account:
    """Who reads the whole county."""
    return posts.make_holder(place.county, Role.COUNTY_LEADER, "梁树声")


@pytest.fixture
def organizer(place: make.Place) -> Account:
    """Who reads a township."""
    township = next(body for body in place.units.values() if body.name == "中共石桥镇委员会")
    return posts.make_holder(township, Role.TOWNSHIP_ORGANIZER, "李文静")


@pytest.fixture
def task_list(place: make.Place) -> TaskList:
    """A list on a goal, with two tasks at every body."""
    goal = make.make_goal(place.county, "000", "党建示范化工程")
    made = make.make_list(place.county, goal=goal)
    for number in (1, 2):
        task = make.make_task(made, number, date(2026, 11, number))
        for body in Organization.objects.filter(pk__in=place.units).in_order():
            make.tell(task, body, make.chance(body.order_no * number))
    return made


def _browser(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def _send(account: Account, address: str, **fields: object) -> tuple[int, str, str]:
    response = _browser(account).post(address, {"once": once.mint(account.epoch)} | fields)
    return response.status_code, response.headers.get("Location", ""), response.content.decode()


def _draft(officer: Account, task_list: TaskList, kind: str = "notice") -> Bulletin:
    fields = {"subject": f"list:{task_list.public_id}", "kind": kind, "as_of": make.TODAY.isoformat()}
    status, address, page = _send(officer, reverse("bulletins:new"), **fields)
    assert status == 302, page
    return Bulletin.objects.get(public_id=address.rstrip("/").rsplit("/", 1)[-1])


def _page(bulletin: Bulletin, name: str = "bulletin") -> str:
    return reverse(f"bulletins:{name}", args=[bulletin.public_id])


def test_the_officer_drafts_words_exports_and_issues(officer: Account, task_list: TaskList) -> None:
    bulletin = _draft(officer, task_list)
    words = {"title": bulletin.title, "addressees": "各镇乡党委", "number": "清组通〔2026〕9号", "signature": "某部"}
    status, _, _ = _send(officer, _page(bulletin, "wording"), body="一、总体进展\n很好。", **words)
    assert status == 302
    page = _browser(officer).get(_page(bulletin)).content.decode()
    assert "一、总体进展" in page
    assert "清组通〔2026〕9号" in page
    answer = _browser(officer).get(_page(bulletin, "docx"))
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "清组通〔2026〕9号" in [p.text for p in docx.Document(BytesIO(answer.content)).paragraphs]
    assert _send(officer, _page(bulletin, "issuance"))[0] == 302
    page = _browser(officer).get(_page(bulletin)).content.decode()
    assert "已印发" in page
    assert "<textarea" not in page


@pytest.mark.parametrize("kind", ["notice", "briefing"])
def test_what_was_typed_stays_where_it_is_refused(officer: Account, task_list: TaskList, kind: str) -> None:
    bulletin = _draft(officer, task_list, kind)
    status, _, page = _send(officer, _page(bulletin, "wording"), title="", body="写了很久的一段话", signature="某部")
    assert status == 422
    assert "写了很久的一段话" in page
    bulletin.refresh_from_db()
    assert "写了很久" not in bulletin.words["body"]


def test_words_after_the_issue_are_refused_and_kept_on_the_page(officer: Account, task_list: TaskList) -> None:
    bulletin = _draft(officer, task_list)
    _send(officer, _page(bulletin, "issuance"))
    words = {"title": "改", "addressees": "各镇", "body": "来晚了的修改", "signature": "某部"}
    status, _, page = _send(officer, _page(bulletin, "wording"), **words)
    assert status == 422
    assert "已印发" in page
    assert "来晚了的修改" in page


def test_a_wrong_choice_is_refused_in_words(officer: Account, task_list: TaskList, place: make.Place) -> None:
    address = reverse("bulletins:new")
    for subject in ("", "list:x", "list:00000000-0000-0000-0000-000000000000", "\0"):
        status, _, _ = _send(officer, address, subject=subject, kind="notice", as_of="2026-11-20")
        assert status == 422
    goal = make.make_goal(place.county, "009", "还没有清单的工程")
    status, _, page = _send(officer, address, subject=f"goal:{goal.public_id}", kind="notice", as_of="2026-11-20")
    assert status == 422
    assert "还没有下达任务" in page
    status, _, page = _send(officer, address, subject=f"list:{task_list.public_id}", kind="notice", as_of="2027-01-01")
    assert status == 422
    assert "还没有到" in page


def _numbers(page: str, client: Client, address: str) -> int:
    """Follow every number of a page and compare; return how many there were."""
    links = [
        a
        for a in BeautifulSoup(page, "html.parser").select(".sums a, .figures td a, .figures-late td a")
        if a.text.strip().isdigit()
    ]
    for link in links:
        rows = client.get(str(link["href"]) if str(link["href"]).startswith("/") else address + str(link["href"]))
        count = re.search(r"共 (\d+)", rows.content.decode())
        shown = len(BeautifulSoup(rows.content, "html.parser").select("#rows tbody tr"))
        assert shown == int(link.text), link
        assert count is None or int(count[1]) == shown
    return len(links)


def test_every_number_of_a_bulletin_leads_to_as_many_rows(officer: Account, task_list: TaskList) -> None:
    bulletin, client = _draft(officer, task_list), _browser(officer)
    assert _numbers(client.get(_page(bulletin)).content.decode(), client, _page(bulletin)) > 30


@pytest.mark.usefixtures("task_list")
def test_every_number_of_the_overview_leads_to_as_many_rows(leader: Account) -> None:
    client, address = _browser(leader), reverse("bulletins:overview")
    assert _numbers(client.get(address).content.decode(), client, address) > 15


def test_the_leader_reads_drafts_of_the_county_and_writes_nothing(
    officer: Account, leader: Account, task_list: TaskList
) -> None:
    bulletin = _draft(officer, task_list)
    page = _browser(leader).get(_page(bulletin)).content.decode()
    assert bulletin.title in page
    assert "<textarea" not in page
    assert "印发</summary>" not in page
    assert _send(leader, _page(bulletin, "wording"), title="改")[0] == 404
    assert _send(leader, _page(bulletin, "issuance"))[0] == 404
    assert _browser(leader).get(reverse("bulletins:new")).status_code == 404


def test_a_township_sees_what_was_issued_above_and_only_its_own_rows(
    officer: Account, organizer: Account, task_list: TaskList
) -> None:
    bulletin, client = _draft(officer, task_list), _browser(organizer)
    assert client.get(_page(bulletin)).status_code == 404
    assert bulletin.title not in client.get(reverse("bulletins:index")).content.decode()
    _send(officer, _page(bulletin, "issuance"))
    assert client.get(_page(bulletin)).status_code == 200
    assert bulletin.title in client.get(reverse("bulletins:index")).content.decode()
    rows = client.get(_page(bulletin, "rows")).content.decode()
    assert "石桥镇" in rows
    assert "柳河乡" not in rows
    linked = BeautifulSoup(client.get(_page(bulletin)).content, "html.parser").select(".bulletin .figures a, .sums a")
    labels = [str(link["aria-label"]) for link in linked]
    assert labels
    assert all(label.startswith("中共石桥镇委员会：") for label in labels)
    assert all(client.get(str(link["href"])).status_code == 200 for link in linked)
    assert _send(organizer, _page(bulletin, "wording"), title="改")[0] == 404


def test_a_township_drafts_of_its_own_lists_only(organizer: Account, task_list: TaskList) -> None:
    page = _browser(organizer).get(reverse("bulletins:new")).content.decode()
    assert task_list.title not in page
    fields = {"subject": f"list:{task_list.public_id}", "kind": "notice", "as_of": make.TODAY.isoformat()}
    assert _send(organizer, reverse("bulletins:new"), **fields)[0] == 422


def test_a_stranger_finds_nothing(officer: Account, place: make.Place, task_list: TaskList) -> None:
    bulletin = _draft(officer, task_list)
    elsewhere = posts.make_county("中共外县委员会")
    stranger = _browser(posts.make_holder(elsewhere, Role.COUNTY_OFFICER, "钱外来"))
    member = _browser(posts.make_holder(place.county, Role.MEMBER, "王建军"))
    for name in ("bulletin", "rows", "docx"):
        assert stranger.get(_page(bulletin, name)).status_code == 404
        assert member.get(_page(bulletin, name)).status_code == 404
    overview = stranger.get(reverse("bulletins:overview")).content.decode()
    assert "还没有下达任务" in overview
    assert member.get(reverse("bulletins:overview")).status_code == 404


def test_odd_addresses_are_no_failure(leader: Account, officer: Account, task_list: TaskList) -> None:
    client, bulletin = _browser(leader), _draft(officer, task_list)
    for query in ("figure=nothing", "after=zzz", "words=%00"):
        assert client.get(f"{_page(bulletin, 'rows')}?{query}").status_code == 200, query
    for query in ("unit=zzz", "task=1", "goal=%00", "under=00000000-0000-0000-0000-000000000000"):
        assert client.get(f"{_page(bulletin, 'rows')}?{query}").status_code == 404, query
    assert client.get(f"{reverse('bulletins:overview')}?body=zzz").status_code == 200
    assert client.get(f"{reverse('bulletins:index')}?words=%00&kind=zzz&after=zzz").status_code == 200


def test_pages_take_few_queries(
    leader: Account, officer: Account, task_list: TaskList, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    bulletin, client = _draft(officer, task_list), _browser(leader)
    for address in (
        reverse("bulletins:index"),
        reverse("bulletins:overview"),
        reverse("bulletins:overview-rows"),
        _page(bulletin),
        _page(bulletin, "rows"),
    ):
        client.get(address)
        with django_assert_max_num_queries(15):
            assert client.get(address).status_code == 200
