from datetime import timedelta
from types import ModuleType

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dangjian.access import once
from dangjian.activities.bases import services
from dangjian.activities.bases.agenda import items
from dangjian.activities.bases.models import Base, Booking, State
from dangjian.activities.bases.tests import make
from dangjian.activities.bases.views import booking as booking_views
from dangjian.activities.bases.views import bookings, browsing, keeping
from dangjian.activities.meetings.tests.make import EVENING, ON, Scene, make_scene
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.posts.tests import make as posts
from dangjian.procedures.agenda.queries import answered

pytestmark = pytest.mark.django_db
_VIEWS: tuple[ModuleType, ...] = (booking_views, bookings, browsing, keeping)


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    for module in _VIEWS:
        monkeypatch.setattr(module, "now", lambda: EVENING, raising=False)
        monkeypatch.setattr(module, "today", lambda: ON, raising=False)
    return make_scene()


def browser(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def send(account: Account, address: str, **data: object) -> HttpResponse:
    sent = {"once": once.mint(account.epoch), **data}
    answer: HttpResponse = browser(account).post(address, sent)  # type: ignore[assignment]  # the client's own class
    return answer


def see(account: Account, address: str) -> str:
    answer = browser(account).get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def typed(base: Base, number: int = 0) -> dict[str, object]:
    return {
        "activity": base.activities.get().pk,
        "begins": f"{make.moments(base)[number].astimezone(EVENING.tzinfo):%Y-%m-%dT%H:%M}",
        "people": 6,
    }


def test_a_branch_books_from_a_free_time_with_the_number_known(scene: Scene) -> None:
    base = make.make_base(scene)
    listed = see(scene.secretary_account, "/bases/")
    assert "清源红军纪念馆" in listed
    assert "重走红军路" in listed
    page = see(scene.secretary_account, f"/bases/{base.public_id}/")
    first = typed(base)
    assert f"?begins={first['begins']}" in page
    form = see(scene.secretary_account, f"/bases/{base.public_id}/booking/?begins={first['begins']}")
    assert 'name="people" value="6"' in form
    assert "哪个党组织去" not in form
    answer = send(scene.secretary_account, f"/bases/{base.public_id}/booking/", **first)
    booking = Booking.objects.get()
    assert answer["Location"] == f"/bases/bookings/{booking.public_id}/"
    assert f"?begins={first['begins']}" not in see(scene.secretary_account, f"/bases/{base.public_id}/")
    assert "待确认" in see(scene.secretary_account, "/bases/bookings/")


def test_who_is_slower_gets_409_and_keeps_what_was_typed(scene: Scene) -> None:
    base = make.make_base(scene)
    address, first = f"/bases/{base.public_id}/booking/", typed(base)
    make.booked(scene, base)
    slower = posts.make_holder(scene.other, Role.SECRETARY, "钱书记")
    answer = send(slower, address, **first)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "已经被别的党组织约了" in page
    assert 'value="6"' in page
    assert Booking.objects.count() == 1


def test_the_base_answers_from_home(scene: Scene) -> None:
    booking = make.booked(scene, make.make_base(scene))
    organizer = posts.actor_of(scene.organizer_account)
    assert [item.title for item in answered(items(organizer, ON))] == ["答复东河村党支部的预约"]
    assert list(answered(items(scene.secretary, ON))) == []
    address = f"/bases/bookings/{booking.public_id}/"
    assert "确认接待" in see(scene.organizer_account, address)
    assert "确认接待" not in see(scene.secretary_account, address)
    assert send(scene.organizer_account, f"{address}refusal/", reason="").status_code == 422
    assert send(scene.organizer_account, f"{address}confirmation/").status_code == 302
    page = see(scene.secretary_account, address)
    assert "写一份会议记录就行" in page
    assert "会议记录</a>" in page
    assert "来约我们的" in see(scene.organizer_account, "/bases/bookings/?side=host")


def test_moved_and_called_off_on_the_page(scene: Scene) -> None:
    base = make.make_base(scene)
    booking = make.booked(scene, base)
    address = f"/bases/bookings/{booking.public_id}/"
    see(scene.secretary_account, f"{address}rebooking/")
    moved = send(scene.secretary_account, f"{address}rebooking/", **typed(base, 2))["Location"]
    assert "改约" in see(scene.secretary_account, address)
    assert send(scene.secretary_account, f"{moved}cancellation/", reason="").status_code == 422
    assert send(scene.secretary_account, f"{moved}cancellation/", reason="农忙").status_code == 302
    assert not Booking.objects.held().exists()
    host = make.booked(scene, base)
    send(scene.organizer_account, f"/bases/bookings/{host.public_id}/withdrawal/", reason="检修")
    host.refresh_from_db()
    assert (host.state, host.words) == (State.CANCELLED, "检修")


def test_a_body_keeps_its_base_and_menu(scene: Scene) -> None:
    see(scene.organizer_account, "/bases/kept/new/")
    facts: dict[str, object] = {
        "name": "家风馆", "kind": "integrity", "place": "东街", "capacity": 20, "weekdays": ["2", "4"],
    }  # fmt: skip
    refused = send(scene.organizer_account, "/bases/kept/new/", **facts, hours="上午")
    assert refused.status_code == 422
    assert "家风馆" in refused.content.decode()
    send(scene.organizer_account, "/bases/kept/new/", **facts, hours="9:00-11:30")
    base = Base.objects.get()
    assert (base.organization, base.opening_words) == (scene.township, "周二、周四 9:00—11:30")
    address = f"/bases/kept/{base.public_id}/"
    send(scene.organizer_account, f"{address}activities/", title="听家风故事", kind="lecture")
    assert "听家风故事（党课）" in see(scene.organizer_account, address)
    send(scene.organizer_account, f"{address}activities/{base.activities.get().pk}/removal/")
    assert "听家风故事" not in see(scene.organizer_account, address).split("<h2>活动</h2>")[1]
    changed = {**facts, "hours": "9:00—11:30", "most_a_month": 4}
    assert send(scene.organizer_account, f"{address}details/", **changed).status_code == 302
    base.refresh_from_db()
    assert (base.most_a_month, base.is_open) == (4, False)
    assert "家风馆" in see(scene.organizer_account, "/bases/kept/")
    assert browser(scene.secretary_account).get(address).status_code == 404


def test_neither_member_nor_stranger_nor_another_county_sees_a_booking(scene: Scene) -> None:
    base = make.make_base(scene)
    booking = make.booked(scene, base)
    address = f"/bases/bookings/{booking.public_id}/"
    member = posts.make_account(scene.members[0].person)
    neighbor = posts.make_holder(scene.other, Role.SECRETARY, "钱书记")
    far = posts.make_holder(posts.make_county("中共远山县委员会"), Role.COUNTY_OFFICER, "孙远")
    for account in (member, neighbor, far):
        assert browser(account).get(address).status_code == 404
    assert browser(neighbor).get(f"/bases/{base.public_id}/").status_code == 200
    assert browser(far).get(f"/bases/{base.public_id}/").status_code == 404
    assert "纪念馆" not in see(far, "/bases/")


def test_pages_ask_few_questions(scene: Scene) -> None:
    base = make.make_base(scene)
    for number in range(4):
        made = make.booked(scene, base, make.moments(base)[number])
        if number % 2:
            services.confirm(by=scene.organizer, booking=made, at=EVENING - timedelta(minutes=1))
    pages = ("/bases/", f"/bases/{base.public_id}/", f"/bases/{base.public_id}/booking/", "/bases/bookings/")
    client = browser(scene.secretary_account)
    for address in (*pages, f"/bases/bookings/{made.public_id}/"):
        with CaptureQueriesContext(connection) as counted:
            assert client.get(address).status_code == 200
        assert len(counted) <= 15, (address, len(counted))
