"""Without the app (B-13): a task and a record go out on paper, come back written by hand, and are entered for a branch.

Who entered and for whom stands beside; the branch's secretary alone agrees.
"""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from docx import Document
from playwright.sync_api import Page, expect

from dangjian.access.permissions import Permission
from dangjian.activities.meetings.models import Meeting, State
from dangjian.activities.meetings.tests import make
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.posts.tests.make import actor_of, make_holder
from dangjian.foundation.time import today
from dangjian.programme.tasks import services as tasks
from dangjian.programme.tasks.models import Assignment, Authority, Standing
from dangjian.programme.tasks.services.drafting import TaskFields
from dangjian.programme.tasks.targets import Targets
from tests.journeys.accessibility import violations
from tests.journeys.conftest import Enter
from tests.journeys.pictures import picture

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("walk")]
TASK = "走访慰问困难党员"


@pytest.fixture
def scene(tables: None) -> make.Scene:  # noqa: ARG001  # the tables
    return make.make_scene()


@pytest.fixture
def clerk(scene: make.Scene) -> Account:
    return make_holder(scene.township, Role.TOWNSHIP_CLERK, "唐晓雯")


def issued(scene: make.Scene) -> Assignment:
    """The county asks the branch for something."""
    on, by = today(), actor_of(make_holder(scene.county, Role.COUNTY_OFFICER, "林晓梅"), today())
    of_year = tasks.open_list(
        organization=scene.county, office="县委组织部", title="年度重点任务清单", authority=Authority.COMMITTEE,
        consent="", from_day=date(on.year, 1, 1), to_day=date(on.year + 1, 12, 31),
        by=by.narrowed(Permission.LIST_EDIT),
    )  # fmt: skip
    fields = TaskFields(title=TASK, due_on=on + timedelta(days=9))
    task = tasks.draft_task(task_list=of_year, fields=fields, by=by.narrowed(Permission.LIST_EDIT))
    named = Targets(named=(scene.branch.pk,))
    tasks.issue(tasks=[task], targets=named, on=on, by=by.narrowed(Permission.TASK_ISSUE))
    return Assignment.objects.get()


def shown(page: Page, name: str) -> None:
    page.wait_for_load_state()
    assert violations(page) == []
    picture(page, f"paper-{name}")


def file_of(page: Page, link: str, to: Path) -> str:
    """Download what a link gives; return its words."""
    with page.expect_download() as given:
        page.get_by_role("link", name=link).click()
    given.value.save_as(to)
    paper = Document(str(to))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])


def test_a_task_on_paper(enter: Enter, scene: make.Scene, clerk: Account, tmp_path: Path) -> None:
    assignment = issued(scene)
    address = reverse("tasks:assignment", args=[assignment.public_id])
    page = enter(clerk)
    page.goto(address)
    page.get_by_role("link", name="打印手写表").click()
    page.wait_for_load_state()
    page.emulate_media(media="print")
    expect(page.get_by_text(TASK).first).to_be_visible()
    expect(page.get_by_text("党组织书记", exact=False).last).to_be_visible()
    picture(page, "paper-1-printed")
    page.emulate_media(media="screen")
    shown(page, "2-task")
    words = file_of(page, "下载 Word", tmp_path / "task.docx")
    assert TASK in words
    assert "照片、附件都不用交" in words

    page.goto(address)
    page.get_by_label("手写表上谁签的名").select_option(label="赵大勇（党组织书记）")
    page.get_by_label("已完成待验收").check()
    page.get_by_label("进展情况", exact=False).fill("走访了三户")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("按手写表代赵大勇录入", exact=False).first).to_be_visible()
    shown(page, "3-entered")

    page = enter(scene.secretary_account)
    page.goto(address)
    expect(page.get_by_text("唐晓雯已填好，请您看一看")).to_be_visible()
    shown(page, "4-agree")
    page.get_by_role("button", name="同意并提交").first.click()
    page.wait_for_load_state()
    assignment.refresh_from_db()
    assert assignment.state == Standing.SUBMITTED
    assert (assignment.reported_by, assignment.submitted_by) == (clerk.pk, scene.secretary_account.pk)


def test_a_record_on_paper(enter: Enter, scene: make.Scene, clerk: Account, tmp_path: Path) -> None:
    page = enter(clerk)
    page.goto(f"/meetings/?body={scene.branch.public_id}")
    words = file_of(page, "空白记录纸", tmp_path / "record.docx")
    assert "主持人签名" in words
    assert all(name in words for name in make.NAMES)

    page.get_by_role("link", name="写记录").click()
    page.wait_for_load_state()
    page.get_by_label("地点").fill("村党群服务中心")
    page.get_by_label("李秀英").select_option(label="病假")
    page.get_by_role("button", name="交书记审看").click()
    entered = f"{scene.township.short_name} 唐晓雯（照手写记录代录）"
    expect(page.get_by_text(entered)).to_be_visible()
    shown(page, "5-record")
    meeting = Meeting.objects.get()
    assert meeting.state == State.RECORDED

    page = enter(scene.secretary_account)
    page.goto("/")
    page.get_by_role("link", name="审看").first.click()
    page.get_by_role("button", name="同意并提交").click()
    expect(page.get_by_text(entered)).to_be_visible()
    expect(page.get_by_text("赵大勇", exact=False).first).to_be_visible()
    shown(page, "6-agreed")
    assert entered in file_of(page, "会议记录 Word", tmp_path / "minutes.docx")
    meeting.refresh_from_db()
    assert (meeting.recorded_by, meeting.sealed_by) == (clerk.pk, scene.secretary_account.pk)
