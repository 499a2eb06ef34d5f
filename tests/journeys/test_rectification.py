"""A weak village is found by what the platform holds, listed, helped, accepted, delisted; nobody else learns of it."""

from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from playwright.sync_api import Page, expect

from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.posts.models import Appointment
from dangjian.foundation.time import today
from dangjian.programme.rectification.models import Rectification, Result
from dangjian.programme.rectification.tests.make import CONSULTED, Scene, make_scene
from tests.journeys.accessibility import violations
from tests.journeys.conftest import Enter
from tests.journeys.county import PHONE
from tests.journeys.pictures import picture

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("walk")]
VILLAGE = "石桥镇柳溪村党总支"


def shown(page: Page, name: str) -> None:
    assert violations(page) == []
    picture(page, name)


def step(page: Page, *papers: str) -> None:
    """Take the step whose turn it is, as the form stands."""
    for paper in papers:
        page.get_by_label(paper).check()
    page.get_by_role("button", name="这一步办好了").click()
    page.wait_for_load_state()
    expect(page.get_by_text("已办").first).to_be_visible()


def proposed(enter: Enter, scene: Scene) -> str:
    """The township proposes the village and checks; return the address of the case."""
    town = enter(scene.organizer)
    town.goto("/rectification/leads/")
    expect(town.get_by_text("起空缺").first).to_be_visible()
    shown(town, "rectification-leads")
    town.get_by_role("link", name=f"核对后提出{VILLAGE}").click()
    town.wait_for_load_state()
    town.get_by_label("起空缺").check()
    town.get_by_label("书记不胜任").check()
    shown(town, "rectification-new")
    town.get_by_role("button", name="提出", exact=True).click()
    town.wait_for_load_state()
    step(town)
    step(town)
    shown(town, "rectification-reviewed")
    return town.url


def listed(enter: Enter, scene: Scene, address: str) -> None:
    """The county checks, consults and lists it."""
    county = enter(scene.officer)
    county.goto("/")
    expect(county.get_by_text(f"{VILLAGE}：软弱涣散整顿").first).to_be_visible()
    county.goto(address)
    step(county)
    shown(county, "rectification-consult")
    step(county, *CONSULTED)
    for _ in range(4):
        step(county)
    expect(county.get_by_text("列为整顿对象", exact=True).first).to_be_visible()


def helped(enter: Enter, scene: Scene, address: str) -> None:
    """The township writes the remedy, who helps and how the month went, and checks."""
    town = enter(scene.organizer)
    town.goto(address)
    town.get_by_role("link", name="写一村一策").click()
    town.wait_for_load_state()
    town.get_by_label("软").check()
    town.get_by_label("整顿措施").fill("镇里选派第一书记，三个月内补齐班子")
    shown(town, "rectification-plan")
    town.get_by_role("button", name="保存").click()
    town.wait_for_load_state()
    people = (
        ("联系的县级领导", "梁某", "县委副书记"), ("包联的乡镇（街道）领导", "罗某", "镇党委副书记"),
        ("第一书记", "秦某", "县农业农村局干部"), ("结对帮扶单位", "县水务局", ""),
    )  # fmt: skip
    for help_, name, title in people:
        town.get_by_label("帮扶力量").select_option(label=help_)
        town.get_by_label("姓名（单位写名称）").fill(name)
        town.get_by_label("职务").fill(title)
        town.locator("details.more").get_by_role("button", name="保存").click()
        town.wait_for_load_state()
    town.get_by_label("一句话").fill("书记人选已考察，本月召开党员大会")
    town.get_by_role("button", name=f"保存{today().month}月进展").click()
    town.wait_for_load_state()
    shown(town, "rectification-helped")
    town.set_viewport_size(PHONE)
    shown(town, "rectification-helped-phone")
    step(town)
    step(town)


def accepted(enter: Enter, scene: Scene, address: str) -> Page:
    """The county accepts, after more sheets than were handed out, and delists."""
    county = enter(scene.officer)
    county.goto(address)
    county.get_by_role("link", name="登记验收").click()
    county.wait_for_load_state()
    counts = {
        "发出测评票": 20,
        "收回测评票": 21,
        "满意": 16,
        "基本满意": 3,
        "不满意": 1,
        "不了解": 1,
        "个别访谈人数": 6,
    }
    for label, number in counts.items():
        county.get_by_label(label, exact=True).fill(str(number))
    county.get_by_label("通过", exact=True).check()
    county.get_by_role("button", name="登记验收").click()
    county.wait_for_load_state()
    expect(county.get_by_text("收回的多于发出的").first).to_be_visible()
    shown(county, "rectification-acceptance-refused")
    county.get_by_label("收回测评票", exact=True).fill("20")
    county.get_by_label("满意", exact=True).fill("15")
    county.get_by_role("button", name="登记验收").click()
    county.wait_for_load_state()
    step(county)
    return county


def test_a_weak_village_is_listed_helped_accepted_and_delisted(enter: Enter) -> None:
    scene = make_scene()
    since = today() - timedelta(days=120)
    for row in Appointment.objects.filter(post__organization=scene.village, post__role=Role.SECRETARY):
        Appointment.objects.filter(pk=row.pk).update(during=DateRange(row.during.lower, since))

    address = proposed(enter, scene)
    listed(enter, scene, address)
    helped(enter, scene, address)
    county = accepted(enter, scene, address)
    case = Rectification.objects.get()
    assert case.result == Result.DELISTED
    county.goto("/rectification/")
    expect(county.get_by_text("以后不再显示").first).to_be_visible()
    shown(county, "rectification-delisted")

    for who in ("leader", "village secretary", "audit administrator"):
        other = enter(scene.strangers[who])
        answer = other.goto(address)
        assert answer is not None
        assert answer.status == 404, who
        other.goto("/")
        expect(other.get_by_text("软弱涣散")).to_have_count(0)
