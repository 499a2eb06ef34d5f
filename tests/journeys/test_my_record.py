"""A member reads 我的档案 on a phone and asks for a correction; the branch answers; the member sees it."""

import pytest
from playwright.sync_api import Browser, Page, expect

from dangjian.access import audit
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.dossier.tests.make import ID_NUMBER, make_village
from dangjian.affairs.posts.tests.make import actor_of
from tests.journeys.accessibility import overflow, violations
from tests.journeys.county import DESK, PHONE, People
from tests.journeys.pictures import picture
from tests.journeys.served import sign_in

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("walk")]


def at_home(people: People, account: Account, *, is_phone: bool) -> Page:
    page = people.screen(PHONE if is_phone else DESK)
    sign_in(page.context, people.server, account)
    page.goto("/")
    return page


def look(page: Page, name: str) -> None:
    picture(page, name)
    assert violations(page) + overflow(page) == []


def test_a_member_reads_and_corrects(browser: Browser, server: str, tables: None) -> None:  # noqa: ARG001  # by name
    village, people = make_village(), People(browser, server)
    by, person = actor_of(village.secretary), village.person
    audit.record(by=by, action="person.view", subject=person.public_id, words="李玉兰")
    audit.record(by=by, action="person.reveal", subject=person.public_id, words="李玉兰 手机号：电话联系，通知开会")
    try:
        page = at_home(people, village.member, is_phone=True)
        page.goto("/my-record/")
        expect(page.get_by_text("990102********0018")).to_be_visible()
        look(page, "my-record-phone")
        page.get_by_role("button", name="看完整号码").click()
        expect(page.get_by_text(ID_NUMBER)).to_be_visible()
        page.reload()
        expect(page.get_by_text(ID_NUMBER)).to_have_count(0)
        page.get_by_role("link", name="申请更正学历").click()
        expect(page.get_by_label("学历应为")).to_be_visible()
        look(page, "my-record-ask-phone")
        page.get_by_label("学历应为").select_option(label="大学本科毕业")
        page.get_by_label("说明").fill("毕业证上是这样")
        page.get_by_role("button", name="提交申请").click()
        expect(page.get_by_text("更正申请待答复")).to_be_visible()
        look(page, "my-record-waiting-phone")
        _answer(at_home(people, village.secretary, is_phone=False))
        page.reload()
        expect(page.get_by_text("本人申请更正").first).to_be_visible()
        expect(page.get_by_text("已核对毕业证")).to_be_visible()
        look(page, "my-record-answered-phone")
        desk = at_home(people, village.member, is_phone=False)
        desk.get_by_text("李玉兰").first.click()
        desk.get_by_role("group").get_by_role("link", name="我的档案").click()
        expect(desk.get_by_role("link", name="全部查看记录")).to_be_visible()
        look(desk, "my-record-desk")
        desk.get_by_role("link", name="全部查看记录").click()
        expect(desk.get_by_role("heading", name="谁看过我的档案")).to_be_visible()
        look(desk, "my-record-looks")
        assert people.wrong == []
    finally:
        people.leave()


def _answer(page: Page) -> None:
    """The secretary finds it among what is to be done, and agrees."""
    page.get_by_role("link", name="答复李玉兰同志的档案更正申请").first.click()
    expect(page.get_by_label("答复")).to_be_visible()
    look(page, "request-desk")
    page.get_by_label("答复").fill("已核对毕业证")
    page.get_by_role("button", name="同意，按申请更正").click()
    expect(page.get_by_text("已更正，档案里记明“本人申请更正”").first).to_be_visible()
    look(page, "requests-desk")
