"""A township imports a messy roster: columns corrected, a value put right, confirmed, undone, imported again."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.imports.tests import make
from dangjian.affairs.members.models import Member
from dangjian.affairs.posts.tests import make as posts
from dangjian.foundation.spreadsheets import XLSX
from tests.journeys.accessibility import overflow, violations
from tests.journeys.county import DESK, PHONE, People
from tests.journeys.pictures import picture
from tests.journeys.served import served, sign_in, working

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("walk")]
HEADS = ("序号", "同志大名", "所属支部", "身份证号码", "性别", "身份", "入党时间", "转正时间", "联系电话")


def organizer() -> Account:
    """A township with two branches, and its organizer."""
    township = posts.make_township(posts.make_county())
    for name in ("东河村党支部", "西山村党支部"):
        posts.make_body(name, parent=township)
    return posts.make_holder(township, Role.TOWNSHIP_ORGANIZER, "陈国栋")


def messy(branch: str) -> bytes:
    """A workbook as people have it: titles above, headers of their own, a day in every habit, a total below."""
    rows: list[list[object]] = [
        make.row(1, "李建国", "东河村党支部", 加入党组织日期="1998.07", 转为正式党员日期="19990701", 人员类别="正式"),
        make.row(2, "赵丽华", branch, 加入党组织日期=38534, 转为正式党员日期="2006年7月", 人员类别="正式"),
        make.row(3, "王建军", "西山村支部", 转为正式党员日期="2005.12", 人员类别="正式"),
        ["合计", "", "", "3人", "", "", "", "", ""],
    ]
    return make.workbook(rows, heads=HEADS, title="石桥镇党员花名册（2026年）")


def upload(page: Page, data: bytes) -> None:
    """Bring a file in, from the list of imports."""
    page.goto("/imports/")
    page.get_by_role("link", name="导入一张表").first.click()
    page.get_by_label("选择文件").set_input_files({"name": "名册.xlsx", "mimeType": XLSX, "buffer": data})
    page.get_by_role("button", name="上传并核对").click()


def write(page: Page) -> None:
    """Confirm with a reason and wait until it is written."""
    page.get_by_label("提醒照收的理由").fill("2005年特批，已查档案")
    page.get_by_role("button", name="写入").click()
    expect(page.get_by_text("已导入")).to_be_visible()


def test_a_township_imports_a_messy_roster(browser: Browser, tables: None, tmp_path: Path) -> None:  # noqa: ARG001  # by name
    (tmp_path / "data").mkdir()
    with served(tmp_path / "data") as server, working(tmp_path / "data"):
        people = People(browser, server)
        page = people.screen(DESK)
        sign_in(page.context, server, organizer())
        page.goto("/")
        page.get_by_role("link", name="党务管理").first.click()
        page.get_by_role("link", name="表格导入").click()

        upload(page, messy("东山里支部"))
        expect(page.get_by_text("认不出这些列")).to_be_visible()
        page.get_by_role("link", name="指出是哪一列").click()
        page.get_by_label("同志大名").select_option("name")
        page.get_by_label("身份", exact=True).select_option("category")
        picture(page, "import-columns")
        assert violations(page) == []
        page.get_by_role("button", name="按这样重新核对").click()

        expect(page.get_by_role("heading", name="核对结果")).to_be_visible()
        expect(page.get_by_text("范围内没有“东山里支部”")).to_be_visible()
        expect(page.get_by_text("党员 第 5 行 C 列")).to_be_visible()
        picture(page, "import-preview")
        assert violations(page) == []
        page.set_viewport_size(PHONE)
        assert overflow(page) == []
        picture(page, "import-preview-phone")
        page.set_viewport_size(DESK)
        page.get_by_text("放弃这次导入").click()
        page.get_by_role("button", name="放弃").click()

        upload(page, messy("东河村支部"))
        expect(page.get_by_text("认不出这些列")).to_be_visible()
        page.get_by_role("link", name="指出是哪一列").click()
        page.get_by_label("同志大名").select_option("name")
        page.get_by_label("身份", exact=True).select_option("category")
        page.get_by_role("button", name="按这样重新核对").click()
        expect(page.get_by_role("heading", name="核对结果")).to_be_visible()
        write(page)
        assert Member.objects.filter(person__name__in=("李建国", "赵丽华", "王建军")).count() == 3
        picture(page, "import-done")

        page.get_by_text("撤销这次导入").click()
        page.get_by_role("button", name="撤销", exact=True).click()
        expect(page.get_by_text("已撤销")).to_be_visible()
        assert not Member.objects.filter(person__name="李建国").exists()

        upload(page, messy("东河村支部"))
        expect(page.get_by_role("heading", name="核对结果")).to_be_visible()
        write(page)
        assert Member.objects.filter(person__name="李建国").count() == 1
        assert people.wrong == []
        people.leave()
