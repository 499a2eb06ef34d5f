"""Registers of places and units: a village fills on a phone and the county's chart follows; a figure opens to firms."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from dangjian.affairs.economy.tests.make import make_scene as villages
from dangjian.affairs.economy.tests.make import published
from dangjian.affairs.newcomers.tests.make import make_scene as firms
from dangjian.affairs.stationed.tests.make import stationed_at
from tests.journeys.accessibility import violations
from tests.journeys.conftest import Enter
from tests.journeys.county import DESK, PHONE
from tests.journeys.pictures import picture

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("walk")]


def shown(page: Page, name: str) -> None:
    page.wait_for_load_state()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    picture(page, f"places-{name}")


def test_a_village_fills_on_a_phone_and_the_countys_chart_follows(enter: Enter) -> None:
    scene = villages()
    published(scene)
    desk = enter(scene.officer_account)
    desk.set_viewport_size(DESK)
    desk.goto("/economy/")
    expect(desk.get_by_text("已填 0 个村，共 4 个")).to_be_visible()
    page = enter(scene.secretary_account)
    page.set_viewport_size(PHONE)
    page.goto(f"/economy/villages/{scene.villages['东河村'].public_id}/")
    shown(page, "1-village")
    page.get_by_role("link", name="填台账").click()
    for label, value in (
        ("经营收入", "6"),
        ("发包及上交收入", "2.5"),
        ("投资收益", "0"),
        ("补助收入", "30"),
        ("其他收入", "0"),
    ):
        page.get_by_label(label).fill(value)
    shown(page, "2-fill")
    page.get_by_role("button", name="提交").click()
    page.wait_for_load_state()
    desk = enter(scene.officer_account)
    desk.set_viewport_size(DESK)
    desk.goto("/economy/")
    expect(desk.get_by_text("已填 1 个村，共 4 个")).to_be_visible()
    expect(desk.locator("figure canvas").first).to_be_visible()
    shown(desk, "3-county")
    desk.get_by_text("看数字，点进名单").first.click()
    row = desk.get_by_role("row", name="5—10 万元")
    expect(row.get_by_role("cell", name="1 个")).to_be_visible()
    row.get_by_role("link", name="1 个").click()
    expect(desk.get_by_role("link", name="东河村")).to_be_visible()
    expect(desk.get_by_role("cell", name="8.50").first).to_be_visible()
    shown(desk, "4-villages")
    desk.set_viewport_size(PHONE)
    shown(desk, "5-villages-phone")


def test_coverage_opens_to_the_firms_that_nobody_reaches(enter: Enter, tmp_path: Path) -> None:
    scene = firms()
    page = enter(scene.officer_account)
    page.set_viewport_size(DESK)
    page.goto("/newcomers/?field=private_firm")
    expect(page.get_by_text("3 ÷ 4（实体运营的）")).to_be_visible()
    expect(page.locator("figure canvas").first).to_be_visible()
    shown(page, "6-coverage")
    page.get_by_role("link", name="未覆盖的", exact=True).click()
    expect(page.get_by_role("link", name="石桥镇明远建材有限公司")).to_be_visible()
    expect(page.get_by_role("link", name="石桥镇长河机械有限公司")).to_have_count(0)
    shown(page, "7-uncovered")
    with page.expect_download() as going:
        page.get_by_role("link", name="导出 Excel").click()
    file = tmp_path / "list.xlsx"
    going.value.save_as(file)
    sheet = load_workbook(BytesIO(file.read_bytes())).active
    assert sheet is not None
    assert [row[0].value for row in sheet.iter_rows(min_row=4)] == ["石桥镇明远建材有限公司"]
    page.get_by_role("link", name="石桥镇明远建材有限公司").click()
    page.get_by_role("link", name="更新情况").click()
    page.get_by_label("党建指导员（联络员）").fill("张敏")
    shown(page, "8-details")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("工作覆盖").first).to_be_visible()
    page.set_viewport_size(PHONE)
    shown(page, "9-unit-phone")
    page.goto("/newcomers/?field=private_firm")
    shown(page, "10-coverage-phone")


def test_premises_and_who_is_stationed_stand_on_pages_that_everyone_can_use(enter: Enter) -> None:
    scene = villages()
    published(scene, "premises")
    stationed_at(scene.villages["东河村"], "赵明")
    page = enter(scene.officer_account)
    page.set_viewport_size(DESK)
    for address, name in (
        ("/premises/", "11-premises"), ("/premises/places/", "12-places"), ("/stationed/", "13-stationed"),
        ("/stationed/villages/", "14-stationed-list"),
        (f"/stationed/villages/{scene.villages['东河村'].public_id}/", "15-stationed-village"),
    ):  # fmt: skip
        page.goto(address)
        shown(page, name)
    page.set_viewport_size(PHONE)
    page.goto("/stationed/")
    shown(page, "16-stationed-phone")
