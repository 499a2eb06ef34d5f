"""A rule of warning is tried over the last year, switched on, and what it raised heals when the work is handed in."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from dangjian.access.permissions import Permission
from dangjian.affairs.dossier.tests.make import Village, make_village
from dangjian.affairs.posts.tests.make import actor_of
from dangjian.foundation.time import today
from dangjian.programme.tasks import services as tasks
from dangjian.programme.tasks.models import Assignment, Authority
from dangjian.programme.tasks.services.drafting import TaskFields
from dangjian.programme.tasks.targets import Targets
from dangjian.programme.warnings.following import reckon_changed
from dangjian.programme.warnings.models import RaisedWarning
from tests.journeys.accessibility import violations
from tests.journeys.conftest import Enter
from tests.journeys.county import PHONE
from tests.journeys.pictures import picture

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("walk")]
TASK = "走访慰问困难党员"


def make_late() -> Village:
    """A village whose branch has a task that fell due five days ago."""
    village, on = make_village(), today()
    by = actor_of(village.officer, on)
    of_year = tasks.open_list(
        organization=village.county, office="县委组织部", title="年度重点任务清单", authority=Authority.COMMITTEE,
        consent="", from_day=date(on.year, 1, 1), to_day=date(on.year + 1, 12, 31),
        by=by.narrowed(Permission.LIST_EDIT),
    )  # fmt: skip
    fields = TaskFields(title=TASK, due_on=on + timedelta(days=9))
    task = tasks.draft_task(task_list=of_year, fields=fields, by=by.narrowed(Permission.LIST_EDIT))
    tasks.issue(tasks=[task], targets=Targets(named=(village.branch.pk,)), on=on, by=by.narrowed(Permission.TASK_ISSUE))
    Assignment.objects.update(due_on=on - timedelta(days=5))
    return village


def shown(page: Page, name: str) -> None:
    assert violations(page) == []
    picture(page, name)


def test_a_warning_is_tried_switched_on_and_heals(enter: Enter) -> None:
    village = make_late()
    officer = enter(village.officer)
    officer.goto("/warnings/rules/new/?about=task")
    officer.get_by_label("看什么").select_option("task")
    officer.get_by_label("依据").fill("县委组织部会议")
    shown(officer, "warning-rule-new")
    officer.get_by_role("button", name="保存").click()
    officer.wait_for_load_state()
    expect(officer.get_by_role("button", name="启用", exact=True)).to_have_count(0)
    officer.get_by_role("button", name="按最近一年试算").click()
    officer.wait_for_load_state()
    expect(officer.get_by_text("会预警 1 个党组织").first).to_be_visible()
    assert not RaisedWarning.objects.exists()
    shown(officer, "warning-rule-tried")
    officer.get_by_role("button", name="启用", exact=True).click()
    officer.wait_for_load_state()
    expect(officer.get_by_text("已启用。")).to_be_visible()
    officer.goto("/warnings/")
    shown(officer, "warnings-officer")

    secretary = enter(village.secretary)
    secretary.set_viewport_size(PHONE)
    secretary.goto("/")
    secretary.locator("article", has_text="没有提交").get_by_role("link", name="去看看").first.click()
    secretary.wait_for_load_state()
    expect(secretary.get_by_text("到期没有办结的转为预警")).to_be_visible()
    shown(secretary, "warning-phone")
    warning = secretary.url
    secretary.get_by_role("link", name="去办理").click()
    secretary.wait_for_load_state()
    secretary.get_by_label("进展情况").first.fill("走访了 6 户")
    secretary.get_by_role("button", name="同意并提交").click()
    secretary.wait_for_load_state()
    assert reckon_changed(today()) == 1  # What the job does every few minutes.
    secretary.goto(warning)
    expect(secretary.get_by_text("已办结").first).to_be_visible()
    shown(secretary, "warning-healed")
