"""On a phone a secretary records a theme day, the network gone in the middle; nothing is lost or stands twice."""

import pytest
from playwright.sync_api import Page, expect

from dangjian.activities.meetings.models import Meeting, State
from dangjian.activities.meetings.tests import make
from tests.journeys.accessibility import violations
from tests.journeys.conftest import Enter
from tests.journeys.county import PHONE
from tests.journeys.pictures import picture

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("walk")]


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
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_text("应到 6 人，实到 5 人")).to_be_visible()
    shown(page, "3-sealed")
    meeting = Meeting.objects.get()
    assert meeting.state == State.SEALED
    assert meeting.items.get().who == scene.members[2].person
    page.goto("/meetings/")
    shown(page, "4-list")
