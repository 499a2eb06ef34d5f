"""The superior's blank of thirty columns and thirteen townships comes back filled within five minutes of a person."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from time import monotonic

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from dangjian.affairs.blanks.tests import cards, make
from dangjian.foundation.documents.filling.tests import blanks
from dangjian.foundation.spreadsheets import XLSX
from tests.journeys.accessibility import overflow, violations
from tests.journeys.conftest import Enter
from tests.journeys.county import PHONE
from tests.journeys.pictures import picture

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("walk")]

TOWNSHIPS = [f"{name}{'乡' if n % 4 == 3 else '镇'}" for n, name in enumerate(
    "石桥 河口 青山 云岭 白水 龙门 柳林 永安 双河 太平 高坪 新店 大湾".split())]  # fmt: skip  # noqa: SIM905
HEADS: list[str | tuple[str, list[str]]] = [
    "镇（乡）",
    ("党组织（个）", ["合计", "党委", "党总支", "党支部"]),
    ("党员（人）", ["总数", "正式党员", "预备党员", "女", "少数民族", "大专及以上"]),
    ("年龄", ["30岁及以下", "31-35岁", "36-40岁", "41-45岁", "46-50岁", "51-55岁", "56-60岁", "61岁及以上"]),
    ("学历", ["研究生", "大学本科", "大学专科", "中专", "高中、中技", "初中及以下"]),
    ("党组织书记", ["姓名", "联系电话"]),
    "本年发展党员",
    "入党积极分子",
    "集体经济收入（万元）",
]
# What a person takes at an unhurried pace, reading included.
CLICK, INPUT, COLUMN = 4.0, 12.0, 3.0
FIVE_MINUTES = 300.0


@dataclass(slots=True)
class Person:
    """Counts what a person does, and how long the machine lets them wait."""

    clicks: int = 0
    inputs: int = 0
    columns: int = 0
    waited: float = 0.0

    def click(self, target: Locator, then: Locator) -> None:
        began = monotonic()
        target.click()
        expect(then.first).to_be_visible()
        self.clicks += 1
        self.waited += monotonic() - began

    def put(self, target: Locator, words: str) -> None:
        target.fill(words)
        self.inputs += 1

    @property
    def seconds(self) -> float:
        """The time of the person: each act, each column looked at, and the waiting."""
        return self.clicks * CLICK + self.inputs * INPUT + self.columns * COLUMN + self.waited


def test_thirty_columns_for_thirteen_townships(enter: Enter, capsys: pytest.CaptureFixture[str]) -> None:
    county = make.county(TOWNSHIPS)
    page, person = enter(county.officer), Person()
    page.goto("/")
    person.click(page.get_by_role("link", name="党务管理"), page.get_by_role("link", name="上级要表"))
    person.click(page.get_by_role("link", name="上级要表"), page.get_by_role("heading", name="上级要表"))
    person.click(page.get_by_role("link", name="上传上级的表"), page.get_by_label("上级的表"))
    page.get_by_label("上级的表").set_input_files(
        {"name": "基层党组织统计表.xlsx", "mimeType": XLSX, "buffer": blanks.workbook(HEADS, TOWNSHIPS)}
    )
    person.clicks += 2  # The file dialog.
    person.click(page.get_by_role("button", name="上传并认表头"), page.get_by_text("30 列认出 29 列"))
    page.wait_for_load_state()  # The sentence stands above rows that may still be on their way.
    person.columns = page.locator("main tbody tr").count()
    assert person.columns == 30
    assert violations(page) == []
    picture(page, "blank-columns")
    person.put(page.get_by_label("证件号码、电话的用途"), "填报统计表")
    person.click(page.get_by_role("button", name="就这样填"), page.get_by_role("link", name="下载填好的表"))
    picture(page, "blank-filled")
    book = downloaded(page, person)
    sheet = book.worksheets[0]
    filled = [[cell.value for cell in row[:29]] for row in sheet.iter_rows(min_row=5, max_row=17)]
    assert [row[0] for row in filled] == TOWNSHIPS
    assert all(value is not None for row in filled for value in row)
    assert [row[25] for row in filled] == [f"书记{n}" for n in range(13)]
    assert [cell.value for cell in sheet["AD"][4:17]] == [None] * 13
    with capsys.disabled():
        print(
            f"\nblank: 30 columns × 13 townships: {person.clicks} clicks, {person.inputs} inputs,"
            f" {person.columns} columns looked at, {person.waited:.1f} s waited: {person.seconds:.0f} s of a person"
        )
    assert person.seconds <= FIVE_MINUTES
    on_a_phone(page)


def test_a_card_about_a_person_and_a_second_sheet(enter: Enter) -> None:
    page, person = enter(make.county().organizer), Person()
    page.goto("/blanks/new/")
    page.get_by_label("上级的表").set_input_files(
        {"name": "党员登记表.xlsx", "mimeType": XLSX, "buffer": cards.with_list()}
    )
    person.click(page.get_by_role("button", name="上传并认表头"), page.get_by_text("7 个空格认出 6 个"))
    picture(page, "blank-card")
    page.get_by_role("button", name="就这样填").click()
    expect(page.get_by_text("请填写这一项").first).to_be_visible()
    assert violations(page) == []
    person.put(page.get_by_label("填哪位同志"), "男党员1")
    person.put(page.get_by_label("证件号码、电话的用途"), "填报登记表")
    person.click(page.get_by_role("button", name="就这样填"), page.get_by_text("接着核对“名单”"))
    person.click(page.get_by_role("button", name="就这样填"), page.get_by_role("link", name="名单 已填"))
    page.set_viewport_size(PHONE)
    page.reload()
    picture(page, "blank-card-list-phone")
    page.get_by_role("link", name="登记表 已填").click()
    expect(page.get_by_label("填哪位同志")).to_have_value("男党员1 石桥镇第二党支部")
    assert overflow(page) == []
    assert violations(page) == []
    picture(page, "blank-card-phone")
    book = downloaded(page, person)
    assert (book["登记表"]["B2"].value, book["登记表"]["D2"].value) == ("男党员1", "男")
    assert book["名单"]["B2"].value == "女"


def downloaded(page: Page, person: Person) -> openpyxl.Workbook:
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载填好的表").click()
    person.clicks += 1
    return openpyxl.load_workbook(BytesIO(Path(waiting.value.path()).read_bytes()))


def on_a_phone(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.reload()
    expect(page.get_by_role("button", name="重新填一遍")).to_be_visible()
    assert overflow(page) == []
    assert violations(page) == []
    picture(page, "blank-phone")
