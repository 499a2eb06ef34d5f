from datetime import date
from importlib import import_module
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from dangjian.access import once
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.economy import services
from dangjian.affairs.economy.agenda import items
from dangjian.affairs.economy.models import Pilot, Tier
from dangjian.affairs.economy.services import Named
from dangjian.affairs.economy.tests.make import NOON, ON, YEAR, Scene, filled, make_scene, published
from dangjian.affairs.organizations.models import Area
from dangjian.affairs.posts.tests import make as posts
from dangjian.affairs.registers import services as registers
from dangjian.affairs.registers.models import Entry
from dangjian.procedures.agenda.queries import answered
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db
NAMED = Named(Tier.PROVINCE, "柑橘分拣中心", "省农〔2026〕3号", date(2026, 12, 10), date(2027, 12, 31))


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pages speak of the day of the scene."""
    for pages in ("county", "village"):
        monkeypatch.setattr(import_module(f"dangjian.affairs.economy.views.{pages}"), "today", lambda: ON)


@pytest.fixture
def scene() -> Scene:
    found = make_scene()
    register = published(found)
    filled(found, register, "东河村", operating="3", lease="1.5", subsidy="40")
    filled(found, register, "西山村", operating="12", lease="8", invest="-2")
    filled(found, register, "北岭村", operating="120")
    filled(found, register, "东河村", "2024", operating="2")
    return found


def browser(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def see(account: Account, address: str) -> str:
    answer = browser(account).get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def send(account: Account, address: str, **data: object) -> HttpResponse:
    answer: HttpResponse = browser(account).post(address, {"once": once.mint(account.epoch), **data})  # type: ignore[assignment]
    return answer


def chart(page: str, caption: str) -> dict[str, list[str]]:
    """Read the table under a chart."""
    figure = next(one for one in BeautifulSoup(page, "html.parser").select("figure") if caption in one.text)
    return {row.th.text: [cell.text for cell in row.select("td")] for row in figure.select("tbody tr") if row.th}


def test_the_county_page_counts_villages_by_band_from_their_lines(scene: Scene) -> None:
    page = see(scene.officer_account, f"/economy/?year={YEAR}")
    assert chart(page, "分档") == {
        "没有收入": ["0 个"], "5 万元以下": ["1 个"], "5—10 万元": ["0 个"], "10—50 万元": ["1 个"],
        "50—100 万元": ["0 个"], "100 万元以上": ["1 个"], "还没有填": ["1 个"],
    }  # fmt: skip
    assert chart(page, "收入来源") == {
        "经营收入": ["135.00"], "发包及上交": ["9.50"], "投资收益": ["-2.00"], "补助收入": ["40.00"],
        "其他收入": ["0.00"],
    }  # fmt: skip
    assert "142.50 万元" in page  # Earned: subsidies are not.
    assert "已填 3 个村，共 4 个" in page
    assert "待核实" in page


def test_a_line_given_back_is_not_counted_any_more(scene: Scene) -> None:
    line = Entry.objects.get(organization=scene.villages["北岭村"])
    registers.give_back(by=posts.actor_of(scene.outsider_account), entry=line, reason="少填一项", at=NOON)
    assert chart(see(scene.officer_account, f"/economy/?year={YEAR}"), "分档")["100 万元以上"] == ["0 个"]


def test_each_band_opens_to_as_many_villages(scene: Scene) -> None:
    listed = see(scene.officer_account, f"/economy/villages/?year={YEAR}&band=1")
    assert "东河村" in listed
    assert "西山村" not in listed
    unknown = see(scene.officer_account, f"/economy/villages/?year={YEAR}&band=unknown")
    assert "南坡村" in unknown
    assert "东河村" not in unknown
    weak = see(scene.officer_account, f"/economy/villages/?year={YEAR}&band=weak")
    assert "东河村" in weak
    assert "西山村" not in weak


def test_the_file_is_the_list(scene: Scene) -> None:
    answer = browser(scene.officer_account).get(f"/economy/villages/?year={YEAR}&format=xlsx")
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert rows[0][0] == "村"
    assert [row[0] for row in rows[1:]] == ["东河村", "西山村", "南坡村", "北岭村"]
    assert rows[1][2:10] == [3, 1.5, 0, 40, 0, 4.5, 44.5, 2]
    assert rows[3][7] in (None, "")  # Unknown is not zero.


def test_income_stays_with_the_place_when_another_body_comes_to_stand_there(scene: Scene) -> None:
    old = scene.villages["东河村"]
    new = posts.make_body("东河村党总支", parent=scene.township)
    new.area, old.closed_on = old.area, ON
    new.save()
    old.save()
    listed = see(scene.officer_account, f"/economy/villages/?year={YEAR}&words=东河村党总支")
    assert "4.50" in listed
    assert "4.50" in see(scene.officer_account, f"/economy/villages/{new.public_id}/?year={YEAR}")


def test_townships_and_villages_see_their_own(scene: Scene) -> None:
    page = see(scene.outsider_account, f"/economy/?year={YEAR}")
    assert "已填 1 个村，共 1 个" in page
    assert "东河村" not in see(scene.outsider_account, f"/economy/villages/?year={YEAR}")
    own = f"/economy/villages/{scene.villages['东河村'].public_id}/"
    assert browser(scene.outsider_account).get(own).status_code == 404
    assert "44.50" in see(scene.secretary_account, own)
    member = posts.make_holder(scene.villages["东河村"], Role.MEMBER, "王群众")
    assert browser(member).get("/economy/").status_code in (403, 404)


def test_a_pilot_is_named_from_above_and_reached_by_its_days(scene: Scene) -> None:
    village = scene.villages["东河村"]
    with pytest.raises(RuleBreach, match="镇乡以上"):
        services.name(by=scene.secretary, village=village, named=NAMED)
    address = f"/economy/villages/{village.public_id}/pilots/new/"
    data = {
        "tier": "province", "project": "柑橘分拣中心", "basis": "省农〔2026〕3号", "yielding_by": "2026-12-10",
        "profiting_by": "2027-12-31",
    }  # fmt: skip
    assert send(scene.organizer_account, address, **data | {"profiting_by": "2026-01-01"}).status_code == 422
    assert send(scene.organizer_account, address, **data).status_code == 302
    pilot = Pilot.objects.get()
    (item,) = answered(items(scene.secretary, ON))
    assert (item.title, item.due_on) == ("柑橘分拣中心有产出", date(2026, 12, 10))
    where = f"/economy/pilots/{pilot.public_id}/progress/"
    assert send(scene.secretary_account, where, reached_on="2026-12-30").status_code == 422
    assert send(scene.secretary_account, where, reached_on="2026-11-01", words="投产").status_code == 302
    assert list(answered(items(scene.secretary, ON))) == []
    assert send(scene.secretary_account, where, reached_on="2026-10-01").status_code == 422
    assert send(scene.secretary_account, where, reached_on="2026-11-20", words="分红 6 万元").status_code == 302
    pilot.refresh_from_db()
    assert (pilot.yielded_on, pilot.profited_on) == (date(2026, 11, 1), date(2026, 11, 20))
    assert "柑橘分拣中心" in see(scene.officer_account, "/economy/")
    assert send(scene.outsider_account, where, reached_on="2026-11-20").status_code == 404


def test_without_a_register_the_page_says_what_to_do() -> None:
    county = posts.make_county()
    account = posts.make_holder(county, Role.COUNTY_OFFICER, "周明远")
    assert "还没有启用这本台账" in see(account, "/economy/")


def test_the_pages_cost_the_same_whatever_they_show(scene: Scene) -> None:
    client = browser(scene.officer_account)
    costs = {}
    for address in ("/economy/", "/economy/villages/"):
        client.get(address)
        with CaptureQueriesContext(connection) as few:
            client.get(address)
        costs[address] = len(few)
    for number in range(5, 12):
        area = Area.objects.create(code=f"990127101{number:03d}", name=f"新村{number}")
        body = posts.make_body(f"新村{number}党支部", parent=scene.township)
        body.area = area
        body.save()
    for address, cost in costs.items():
        with CaptureQueriesContext(connection) as many:
            client.get(address)
        assert len(many) == cost <= 20
