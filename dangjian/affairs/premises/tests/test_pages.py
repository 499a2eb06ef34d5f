from datetime import date
from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.economy.tests.make import NOON, ON, Scene, make_scene, published
from dangjian.affairs.posts.tests import make as posts
from dangjian.affairs.premises.agenda import items
from dangjian.affairs.premises.rules import premises, states
from dangjian.affairs.registers import services
from dangjian.affairs.registers.models import Entry, Register
from dangjian.affairs.registers.services import Said, Subject
from dangjian.procedures.agenda.queries import answered
from dangjian.rulebook import rule

pytestmark = pytest.mark.django_db


def fill(scene: Scene, register: Register, village: str, entry: Entry | None = None, **values: Any) -> Entry:  # noqa: ANN401
    body = scene.villages[village]
    account = scene.secretary_account if village == "东河村" else posts.make_holder(body, Role.SECRETARY, "村书记")
    return services.fill(
        by=posts.actor_of(account), register=register, organization=body, period="", at=NOON, entry=entry,
        said=Said(values, revision=entry.revision if entry else 0), subject=Subject(area=body.area),
    )  # fmt: skip


@pytest.fixture
def scene() -> Scene:
    found = make_scene()
    register = published(found, "premises")
    fill(found, register, "东河村", state="危房", area="120", sign=True, repair="翻修屋顶", repair_by="2026-11-15",
         stage="正在施工")  # fmt: skip
    fill(
        found, register, "西山村", state="完好", area="300", sign=True, appearance=True, fittings=True, atmosphere=True
    )
    fill(found, register, "北岭村", state="面积小", area="40")
    return found


def browser(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def see(account: Account, address: str) -> str:
    answer = browser(account).get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def table(page: str, caption: str) -> dict[str, list[str]]:
    figure = next(one for one in BeautifulSoup(page, "html.parser").select("figure") if caption in one.text)
    return {row.th.text: [cell.text for cell in row.select("td")] for row in figure.select("tbody tr") if row.th}


def test_the_states_are_those_of_the_rule_and_not_proven() -> None:
    assert states(ON) == ["完好", "没有阵地", "危房", "破旧", "面积小"]
    assert "待核实" in rule("premises.states", on=ON).citation


def test_what_is_sound_has_no_repair_left() -> None:
    found = premises({"state": "完好", "repair": "翻修", "repair_by": "2026-12-01", "stage": "正在施工", "sign": True})
    assert (found.repair, found.repair_by, found.stage) == ("", None, "")
    assert found.missing == ["外观", "内部陈设", "氛围"]
    assert not premises({"state": "危房", "repair": "翻修"}).is_planned


def test_the_county_page_counts_states_and_the_four_from_the_lines(scene: Scene) -> None:
    page = see(scene.officer_account, "/premises/")
    assert table(page, "阵地状况") == {
        "完好": ["1 个"], "没有阵地": ["0 个"], "危房": ["1 个"], "破旧": ["0 个"], "面积小": ["1 个"],
        "还没有填": ["1 个"],
    }  # fmt: skip
    assert table(page, "四个统一") == {
        "标识": ["2 个"], "外观": ["1 个"], "内部陈设": ["1 个"], "氛围": ["1 个"],
    }  # fmt: skip
    assert "翻修屋顶" in page
    assert "其中 1 个没有定期限" in page


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("危房", {"东河村"}), ("repair", {"东河村", "北岭村"}), ("unplanned", {"北岭村"}), ("late", {"东河村"}),
        ("short", {"东河村", "北岭村"}), ("unknown", {"南坡村"}), ("", {"东河村", "西山村", "南坡村", "北岭村"}),
    ],
)  # fmt: skip
def test_each_figure_opens_to_its_list(scene: Scene, state: str, names: set[str]) -> None:
    page = BeautifulSoup(see(scene.officer_account, f"/premises/places/?state={state}"), "html.parser")
    assert {link.text for link in page.select("a[data-open]")} == names


def test_the_file_is_the_list(scene: Scene) -> None:
    answer = browser(scene.officer_account).get("/premises/places/?state=repair&format=xlsx")
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert [row[0] for row in rows] == ["村（社区）", "东河村", "北岭村"]
    assert rows[1][2:6] == ["危房", "120", "1 项，还差外观、内部陈设、氛围", "翻修屋顶"]


def test_a_repair_waits_until_the_state_is_sound(scene: Scene) -> None:
    (item,) = answered(items(scene.secretary, ON))
    assert (item.due_on, item.level) == (date(2026, 11, 15), "late")
    assert "翻修屋顶" in item.title
    entry = Entry.objects.get(organization=scene.villages["东河村"])
    fill(scene, entry.register, "东河村", entry, state="完好", area="150", sign=True)
    assert list(answered(items(scene.secretary, ON))) == []
    page = see(scene.secretary_account, f"/premises/places/{scene.villages['东河村'].public_id}/")
    assert page.count("填报") >= 2  # What was said before stays to be read.


def test_others_see_their_own(scene: Scene) -> None:
    listed = see(scene.outsider_account, "/premises/places/")
    assert "北岭村" in listed
    assert "东河村" not in listed
    own = f"/premises/places/{scene.villages['东河村'].public_id}/"
    assert browser(scene.outsider_account).get(own).status_code == 404
    assert "危房" in see(scene.organizer_account, own)
    member = posts.make_holder(scene.villages["东河村"], Role.MEMBER, "王群众")
    assert browser(member).get("/premises/").status_code in (403, 404)


def test_without_a_register_the_page_says_what_to_do() -> None:
    county = posts.make_county()
    account = posts.make_holder(county, Role.COUNTY_OFFICER, "周明远")
    assert "还没有启用这本台账" in see(account, "/premises/")


def test_the_pages_cost_little(scene: Scene) -> None:
    client = browser(scene.officer_account)
    for address in ("/premises/", "/premises/places/"):
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            client.get(address)
        assert len(found) <= 16, address
