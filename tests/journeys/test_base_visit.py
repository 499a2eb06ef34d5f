"""A base booked on a phone, confirmed at a desk, visited, and written down once."""

from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from playwright.sync_api import Page, expect

from dangjian.activities.bases.models import Booking
from dangjian.activities.bases.services import keep, offer
from dangjian.activities.bases.tests.make import kept
from dangjian.activities.meetings.models import Meeting, State
from dangjian.activities.meetings.tests.make import make_scene
from dangjian.foundation.time import now, today
from tests.journeys.accessibility import violations
from tests.journeys.conftest import Enter
from tests.journeys.county import DESK, PHONE
from tests.journeys.pictures import picture

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("walk")]


def shown(page: Page, name: str) -> None:
    page.wait_for_load_state()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    picture(page, f"base-{name}")


def test_a_base_is_booked_and_visited(enter: Enter) -> None:
    scene = make_scene()
    base = keep(by=scene.organizer, organization=scene.township, kept=kept(weekdays=[1, 2, 3, 4, 5, 6, 7]))
    offer(by=scene.organizer, base=base, title="重走红军路", kind="theme_day", on=today())
    page = enter(scene.secretary_account)
    page.set_viewport_size(PHONE)
    page.goto("/bases/")
    shown(page, "1-list")
    page.get_by_role("link", name=base.name).click()
    page.wait_for_load_state()
    shown(page, "2-free")
    page.get_by_role("link", name="9:00—11:30").first.click()
    page.wait_for_load_state()
    expect(page.get_by_label("人数")).to_have_value("6")
    shown(page, "3-book")
    page.get_by_role("button", name="预约").click()
    expect(page.get_by_text("等清源红军纪念馆确认")).to_be_visible()
    shown(page, "4-asked")

    desk = enter(scene.organizer_account)
    desk.set_viewport_size(DESK)
    desk.goto("/")
    desk.get_by_role("link", name="去答复").click()
    desk.wait_for_load_state()
    shown(desk, "5-answer")
    desk.get_by_role("button", name="确认接待").click()
    expect(desk.get_by_text("到时写一份记录就行")).to_be_visible()
    desk.goto("/bases/bookings/?side=host")
    shown(desk, "6-host")

    # The day has come: what was ahead lies an hour back.
    booking, begins = Booking.objects.get(), now() - timedelta(hours=1)
    Booking.objects.update(during=DateTimeTZRange(begins, now()), on=begins.date())
    Meeting.objects.update(planned_for=begins, held_on=begins.date())
    page = enter(scene.secretary_account)
    page.set_viewport_size(PHONE)
    page.goto("/")
    page.get_by_role("link", name="写记录").first.click()
    page.wait_for_load_state()
    expect(page.get_by_label("地点")).to_have_value("清源红军纪念馆（石桥镇东街 1 号）")
    expect(page.get_by_label("主题 可不填")).to_have_value("重走红军路")
    page.get_by_role("button", name="同意并提交").click()
    page.wait_for_url(f"**/meetings/{Meeting.objects.get().public_id}/")
    assert Meeting.objects.get().state == State.SEALED
    page.goto(f"/bases/bookings/{booking.public_id}/")
    expect(page.get_by_text("已开展")).to_be_visible()
    shown(page, "7-visited")
