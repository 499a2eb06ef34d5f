"""On a phone a secretary records a theme day, the network gone in the middle; nothing is lost or stands twice.

And a month of a branch as a whole, counted: what a secretary of 56 opens and touches, and what an organizer needs to
see who is behind and why.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from dangjian.access.permissions import Permission
from dangjian.activities.duties.engine import reckon
from dangjian.activities.duties.models import DutyResult, Reckoning
from dangjian.activities.meetings.models import Meeting, State
from dangjian.activities.meetings.tests import make
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.dues import services as dues
from dangjian.affairs.dues.models import Entry
from dangjian.affairs.dues.rules import Payer
from dangjian.affairs.dues.services import Setting
from dangjian.affairs.posts.tests.make import actor_of, make_holder
from dangjian.foundation.time import now, today
from dangjian.programme.tasks import services as tasks
from dangjian.programme.tasks.models import Assignment, Authority, Standing
from dangjian.programme.tasks.services.drafting import TaskFields
from dangjian.programme.tasks.targets import Targets
from tests.journeys.accessibility import violations
from tests.journeys.conftest import Enter
from tests.journeys.county import PHONE
from tests.journeys.pictures import picture

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("walk")]
SCREENS, INPUTS, CLICKS = 12, 25, 3
TASK = "走访慰问困难党员"
SEALED = re.compile(r"/meetings/[0-9a-f-]{36}/$")  # The record page says who came too.


@dataclass(slots=True)
class Counted:
    """A page whose screens are counted, and everything that is touched or typed on it."""

    page: Page
    screens: int = 0
    inputs: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("framenavigated", lambda frame: self._see() if frame == self.page.main_frame else None)

    def _see(self) -> None:
        self.screens += 1

    def tap(self, what: Locator) -> None:
        """Touch a button, a link or a box."""
        self.inputs.append(what.inner_text() or str(what.get_attribute("value")))
        what.click()

    def type(self, label: str, words: str) -> None:
        """Type into a field."""
        self.inputs.append(label)
        self.page.get_by_label(label, exact=True).fill(words)

    def pick(self, label: str, words: str) -> None:
        """Choose from a list."""
        self.inputs.append(label)
        self.page.locator(".who").get_by_label(label).select_option(label=words)


def make_month() -> tuple[make.Scene, Account]:
    """A branch that owes this month's theme day and this quarter's congress, dues of its members, and a task."""
    scene, on = make.make_scene(), today()
    for year in (on.year - 1, on.year):
        Reckoning.objects.create(county_id=scene.county.pk, year=year)
        reckon(scene.county.pk, year)
    secretary, officer = actor_of(scene.secretary_account, on), make_holder(scene.county, Role.COUNTY_OFFICER, "林晓梅")
    for member in scene.members:
        dues.assess(
            by=secretary,
            setting=Setting(member.person, Payer.FARMER, chosen=100, since=on.replace(day=1)),
            year=on.year,
            on=on,
        )
    by = actor_of(officer, on)
    of_year = tasks.open_list(
        organization=scene.county, office="县委组织部", title="年度重点任务清单", authority=Authority.COMMITTEE,
        consent="", from_day=date(on.year, 1, 1), to_day=date(on.year + 1, 12, 31),
        by=by.narrowed(Permission.LIST_EDIT),
    )  # fmt: skip
    fields = TaskFields(title=TASK, due_on=on + timedelta(days=9))
    task = tasks.draft_task(task_list=of_year, fields=fields, by=by.narrowed(Permission.LIST_EDIT))
    named = Targets(named=(scene.branch.pk,))
    tasks.issue(tasks=[task], targets=named, on=on, by=by.narrowed(Permission.TASK_ISSUE))
    return scene, officer


def shown(page: Page, name: str) -> None:
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    picture(page, f"meeting-{name}")


def test_a_theme_day_recorded_while_the_network_is_gone(enter: Enter) -> None:
    scene = make.make_scene()
    page = enter(scene.secretary_account)
    page.set_viewport_size(PHONE)
    address = f"/meetings/new/?body={scene.branch.public_id}&kinds=theme_day"
    page.goto(address)
    page.wait_for_function("navigator.serviceWorker.controller || navigator.serviceWorker.ready.then(() => true)")
    page.goto(address)  # Now the worker has seen the page.
    page.get_by_label("地点").fill("村党群服务中心")
    page.get_by_label("李秀英").select_option(label="病假")
    expect(page.get_by_text("实到 5 人")).to_be_visible()
    page.get_by_label("第1条：什么事").fill("清东河沟")
    page.get_by_label("第1条：谁", exact=True).fill("王建军")
    shown(page, "1-record")
    page.wait_for_timeout(500)

    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_label("第1条：什么事")).to_have_value("清东河沟")
    page.get_by_role("button", name="同意并提交").click()
    expect(page.get_by_text("已存在这台手机")).to_be_visible()
    shown(page, "2-offline")
    assert not Meeting.objects.exists()

    page.context.set_offline(False)
    page.wait_for_url(SEALED)
    expect(page.get_by_role("heading", name="应到 6 人，实到 5 人")).to_be_visible()
    shown(page, "3-sealed")
    meeting = Meeting.objects.get()
    assert meeting.state == State.SEALED
    assert meeting.items.get().who == scene.members[2].person
    page.goto("/meetings/")
    shown(page, "4-list")


def plan(counted: Counted) -> None:
    """From home to a meeting of today that the branch has been told of."""
    page = counted.page
    counted.tap(page.get_by_role("button", name="菜单"))
    counted.tap(page.get_by_role("navigation", name="平台").get_by_role("link", name="党内活动"))
    counted.tap(page.get_by_role("link", name="安排会议"))
    counted.tap(page.get_by_label("党员大会"))
    counted.type("时间", f"{now().astimezone(make.MORNING.tzinfo):%Y-%m-%dT%H:%M}")
    counted.type("地点", "村党群服务中心")
    shown(page, "month-1-plan")
    counted.tap(page.get_by_role("button", name="保存"))
    expect(page.get_by_text("已通知")).to_be_visible()


def record(counted: Counted) -> None:
    """Without a network: who was away, what was agreed, who paid, which task it does; sent when it is back."""
    page = counted.page
    counted.tap(page.get_by_role("link", name="写记录"))
    expect(page.locator("form[data-kept]")).to_be_attached()
    page.context.set_offline(True)
    counted.pick("李秀英", "病假")
    counted.type("第1条：什么事", "清东河沟")
    counted.type("第1条：谁", "王建军")
    page.wait_for_timeout(500)
    page.reload()  # The phone was locked in between: the page and what was typed are still there.
    expect(page.get_by_label("第1条：什么事")).to_have_value("清东河沟")
    counted.tap(page.get_by_text("全部已交"))
    counted.tap(page.get_by_text(TASK))
    shown(page, "month-2-record")
    counted.tap(page.get_by_role("button", name="同意并提交"))
    expect(page.get_by_text("已存在这台手机")).to_be_visible()
    assert not Meeting.objects.filter(state=State.SEALED).exists()
    page.context.set_offline(False)
    page.wait_for_url(SEALED)
    expect(page.get_by_role("heading", name="应到 6 人，实到 5 人")).to_be_visible()
    shown(page, "month-3-sealed")


def test_a_month_of_a_branch_on_a_phone(enter: Enter, capsys: pytest.CaptureFixture[str]) -> None:
    scene, _ = make_month()
    counted = Counted(enter(scene.secretary_account))
    counted.page.set_viewport_size(PHONE)
    counted.page.goto("/")
    plan(counted)
    record(counted)
    counted.page.goto("/")
    assert "开展主题党日" not in counted.page.content()
    met = DutyResult.objects.filter(organization_id=scene.branch.pk, met_on=today())
    assert {"theme_day", "congress"} <= set(met.values_list("kind", flat=True))
    assert Assignment.objects.get().state == Standing.SUBMITTED
    assert Entry.objects.filter(kind="pay", month=today().replace(day=1)).count() == len(scene.members)
    with capsys.disabled():
        print(f"\nmonth: {counted.screens} screens, {len(counted.inputs)} inputs: {'、'.join(counted.inputs)}")
    assert counted.screens <= SCREENS
    assert len(counted.inputs) <= INPUTS


def test_an_organizer_finds_who_is_behind_and_why(enter: Enter, capsys: pytest.CaptureFixture[str]) -> None:
    scene, _ = make_month()
    counted = Counted(enter(scene.organizer_account))
    page = counted.page
    page.goto("/")
    counted.tap(page.get_by_role("navigation", name="平台").get_by_role("link", name="党内活动"))
    counted.tap(page.get_by_role("link", name="组织生活情况"))
    counted.tap(page.get_by_role("row", name=scene.branch.short_name).get_by_role("link", name="看原因"))
    expect(page.get_by_role("heading", level=2)).to_contain_text([scene.branch.short_name])
    expect(page.get_by_text("未开展，已过").first).to_be_visible()
    expect(page.get_by_text("支部工作条例").first).to_be_visible()
    assert violations(page) == []
    picture(page, "organizer-behind")
    with capsys.disabled():
        print(f"\nbehind: {len(counted.inputs)} clicks: {'、'.join(counted.inputs)}")
    assert len(counted.inputs) <= CLICKS
