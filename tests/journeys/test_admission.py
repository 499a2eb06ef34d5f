"""From the letter to 转正 by five people: the clerk, the secretary, the township, the county, and whoever applies."""

import io
from datetime import date

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from dangjian.affairs.accounts.models import Account
from dangjian.affairs.admissions.models import Admission, Result
from dangjian.affairs.admissions.services.opening import DEFINITION
from dangjian.affairs.admissions.tests.make import DAYS, DECIDING, STEPS, Scene, make_scene
from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.posts.tests import make as posts
from dangjian.rulebook import procedure
from tests.journeys.accessibility import violations
from tests.journeys.conftest import Enter
from tests.journeys.county import DESK, PHONE
from tests.journeys.phone import at_hand, shown
from tests.journeys.pictures import picture

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("walk")]
_PICTURED = frozenset({"talk", "contacts", "nominate", "congress", "approve", "confirm_congress"})
_MOST_INPUTS = 6


def say(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


class Walk:
    """Whoever has the turn opens the page, types what the step asks, and passes it on."""

    def __init__(self, enter: Enter, scene: Scene) -> None:
        self.enter, self.scene = enter, scene
        self.address = ""

    def open(self, account: Account, *, on_phone: bool = False) -> Page:
        page = at_hand(self.enter, account) if on_phone else self.enter(account)
        if not on_phone:
            page.set_viewport_size(DESK)
        page.goto(self.address)
        return page

    def holder(self, step: str) -> Account:
        if step == "file_county":
            return self.scene.officer
        return self.scene.organizer if step in DECIDING else self.scene.secretary

    def take(self, step: str) -> None:
        page = self.open(self.holder(step), on_phone=step in {"talk", "oath", "assign"})
        text = procedure(DEFINITION).step(step)
        expect(page.get_by_role("heading", name=f"办理：{text.says}")).to_be_visible()
        self.fill(page, step)
        page.get_by_label("办理日期").fill(DAYS[step].isoformat())
        for paper in text.papers:
            page.get_by_label(paper, exact=True).check()
        if step in _PICTURED:
            assert violations(page) == []
            picture(page, f"admission-{step}")
        page.get_by_role("button", name="这一步办好了").click()
        expect(page.get_by_text(f"已办：{text.says}")).to_be_visible()
        page.close()

    def fill(self, page: Page, step: str) -> None:
        match step:
            case "contacts":
                page.get_by_label("王建军").check()
            case "introducers":
                page.get_by_label("王建军").check()
                page.get_by_label("赵玉兰").check()
            case "nominate":
                page.get_by_label("公示开始").fill("2024-09-06")
                page.get_by_label("公示结束").fill("2024-09-19")
            case "train":
                page.get_by_label("培训天数").fill("3")
                page.get_by_label("培训学时").fill("24")
            case "application_form":
                page.get_by_label("入党志愿书编号").fill("2025-0312")
            case "congress" | "confirm_congress":
                if step == "confirm_congress":
                    page.get_by_label("按期转正").check()
                for label, number in (("应到人数", 7), ("实到人数", 6), ("收回票数", 6), ("赞成", 5), ("反对", 1)):
                    page.get_by_label(label, exact=False).first.fill(str(number))

    def review(self, *days: date) -> None:
        page = self.open(self.scene.clerk, on_phone=True)
        for day in days:
            page.get_by_label("哪天").fill(day.isoformat())
            page.get_by_role("button", name="登记", exact=True).click()
            expect(page.get_by_text("已登记。")).to_be_visible()
        shown(page, "admission-review")
        page.close()


def test_from_the_letter_to_confirmation_by_five_people(enter: Enter) -> None:
    scene = make_scene()
    walk = Walk(enter, scene)
    page = at_hand(enter, scene.clerk)
    page.goto("/admissions/")
    page.get_by_role("link", name="登记入党申请书").click()
    fields = page.locator("main form").locator("input:visible, select:visible, textarea:visible")
    assert fields.count() <= _MOST_INPUTS
    page.get_by_label("姓名", exact=False).last.fill("吴小燕")
    page.get_by_label("出生日期").fill("2012-05-04")
    page.get_by_label("递交申请书的日期").fill(DAYS["apply"].isoformat())
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_text("第五条").first).to_be_visible()  # Eleven years old; what was typed is still there.
    page.get_by_label("出生日期").fill("1998-05-04")
    shown(page, "admission-letter")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_role("heading", name="吴小燕：发展党员")).to_be_visible()
    shown(page, "admission-registered")
    walk.address = page.url
    page.close()
    admission = Admission.objects.get()
    applicant = posts.make_account(admission.person)

    for step in STEPS[1:]:
        if step == "educate":
            walk.review(date(2024, 2, 20), date(2024, 8, 30))
        if step == "probation":
            walk.review(date(2025, 9, 30), date(2026, 3, 30))
        if step == "congress":
            own = at_hand(enter, applicant)
            own.goto("/my-record/")
            own.get_by_role("link", name="看办到哪一步").click()
            expect(own.get_by_text("支部大会讨论接收预备党员").first).to_be_visible()
            shown(own, "admission-mine")
            assert own.request.get(walk.address).status == 404
            own.close()
        walk.take(step)
        if step == "approve":
            member = Member.objects.get(person=admission.person)
            assert (member.category, member.joined_on) == (Category.PROBATIONARY, DAYS["congress"])

    admission.refresh_from_db()
    member = Member.objects.get(person=admission.person)
    assert admission.result == Result.DONE
    assert (member.category, member.joined_on, member.confirmed_on) == (
        Category.FULL, DAYS["congress"], date(2026, 4, 2),
    )  # fmt: skip
    page = walk.open(scene.secretary)
    for words in (say(DAYS["congress"]), "党龄起算（转正）", say(date(2026, 4, 2))):
        expect(page.get_by_text(words).first).to_be_visible()
    assert violations(page) == []
    picture(page, "admission-done")
    page.set_viewport_size(PHONE)
    shown(page, "admission-done-phone")


def test_the_township_audits_an_old_file(enter: Enter) -> None:
    scene = make_scene()
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(
        ["姓名", "所在党支部", "申请入党日期", "确定积极分子", "确定发展对象", "预审", "支部大会日期", "入党日期"]
    )
    sheet.append(
        ["周小军", "柳溪村党支部", "2019.03.01", "2019.09.01", "2020.08.01", "2021.03.10", "2021.04.02", "2021.05.06"]
    )
    data = io.BytesIO()
    book.save(data)
    page = enter(scene.organizer)
    page.set_viewport_size(DESK)
    page.goto("/admissions/")
    assert violations(page) == []
    picture(page, "admission-list")
    page.get_by_role("link", name="旧档案日期核对").click()
    page.get_by_label("选择文件").set_input_files(
        {"name": "登记表.xlsx", "mimeType": "application/octet-stream", "buffer": data.getvalue()}
    )
    page.get_by_role("button", name="读取并核对").click()
    expect(page.get_by_text("没有改动任何档案").first).to_be_visible()
    for article in ("第十三条", "第十六条", "第二十四条"):
        expect(page.get_by_text(article).first).to_be_visible()
    assert violations(page) == []
    picture(page, "admission-old-file")
    with page.expect_download() as caught:
        page.get_by_role("link", name="导出冲突").click()
    assert openpyxl.load_workbook(caught.value.path()).worksheets[0]["B4"].value == "周小军"
    page.set_viewport_size(PHONE)
    shown(page, "admission-old-file-phone")
