"""Sign-in by a changing code: every true arrival once; stale, forged, foreign and outdated ones never."""

import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dangjian.access.models import AuditRow
from dangjian.access.tests.racing import TwoHaveLooked
from dangjian.activities.meetings import codes, services
from dangjian.activities.meetings.codes import Ticket
from dangjian.activities.meetings.models import Meeting, SignIn
from dangjian.activities.meetings.services import Arrival
from dangjian.activities.meetings.tests import make
from dangjian.activities.meetings.tests.make import MORNING, Scene
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.posts.tests import make as posts

DEVICES = 50


def opened(scene: Scene) -> Meeting:
    return services.open_sign_in(by=scene.clerk, meeting=make.planned(scene), at=MORNING)


def ticket_of(account: Account) -> Ticket:
    return Ticket(account.pk, account.epoch)


def test_a_code_is_good_for_a_minute_at_most() -> None:
    meeting, other = uuid4(), uuid4()
    code = codes.shown(meeting, MORNING)
    assert codes.is_good(code, meeting, MORNING)
    assert codes.is_good(code, meeting, MORNING + timedelta(seconds=30))
    assert not codes.is_good(code, meeting, MORNING + timedelta(seconds=60))
    assert not codes.is_good(code, meeting, MORNING + timedelta(days=1))
    assert not codes.is_good(code, meeting, MORNING - timedelta(seconds=60))
    assert not codes.is_good(code, other, MORNING)


@pytest.mark.parametrize(
    "bend",
    [
        lambda code: code.upper(),
        lambda code: f" {code}",
        lambda code: f"{code}\u200b",
        lambda code: code.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        lambda code: code[:-1],
        lambda code: "." + code.partition(".")[2],
        lambda code: "9" * 5000 + code,  # longer than any number may be
        lambda code: "",  # noqa: ARG005  # nothing at all
    ],
)
def test_a_bent_code_is_none(bend: Callable[[str], str]) -> None:
    meeting = uuid4()
    bent = bend(codes.shown(meeting, MORNING))
    assert not codes.is_good(bent, meeting, MORNING)


def test_a_ticket_is_for_one_account_one_meeting_and_some_minutes() -> None:
    meeting = uuid4()
    text = codes.ticket(7, 2, meeting, MORNING)
    assert codes.read(text, meeting, MORNING) == Ticket(7, 2)
    assert codes.read(text.replace("7.", "8.", 1), meeting, MORNING) is None
    assert codes.read(text, uuid4(), MORNING) is None
    assert codes.read(text, meeting, MORNING + timedelta(minutes=11)) is None
    assert codes.read("", meeting, MORNING) is None
    assert codes.read("中文.1", meeting, MORNING) is None


@pytest.mark.django_db
def test_who_may_sign_in_and_when() -> None:
    scene = make.make_scene()
    meeting = opened(scene)
    member = posts.make_account(scene.members[0].person)
    stranger = posts.make_account(posts.make_member(scene.other, "周玉梅").person)

    def arrive(account: Account, at: datetime = MORNING, epoch: int | None = None) -> Arrival:
        held = Ticket(account.pk, account.epoch if epoch is None else epoch)
        return services.sign_in(ticket=held, meeting=meeting.public_id, at=at)

    assert arrive(member) == Arrival.SIGNED
    assert arrive(member) == Arrival.AGAIN
    assert arrive(member, epoch=member.epoch - 1) == Arrival.STRANGER
    assert arrive(stranger) == Arrival.STRANGER
    assert arrive(stranger, MORNING + timedelta(hours=5)) == Arrival.CLOSED
    assert services.sign_in(ticket=ticket_of(member), meeting=uuid4(), at=MORNING) == Arrival.CLOSED
    assert SignIn.objects.count() == AuditRow.objects.filter(action="meeting.sign_in").count() == 1


@pytest.mark.django_db
def test_a_scan_on_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dangjian.activities.meetings.views.signing_in.now", lambda: MORNING)
    scene = make.make_scene()
    meeting = opened(scene)
    address = f"/meetings/{meeting.public_id}/"
    clerk, phone = Client(), Client()
    clerk.force_login(scene.clerk_account)
    phone.force_login(posts.make_account(scene.members[0].person))
    assert "已签到 0 人，应到 6 人" in clerk.get(f"{address}code/").content.decode()
    stale = phone.get(f"{address}sign-in/", {"code": codes.shown(meeting.public_id, MORNING - timedelta(days=1))})
    assert "已经换过了" in stale.content.decode()
    assert "ticket" not in stale.content.decode()
    page = phone.get(f"{address}sign-in/", {"code": codes.shown(meeting.public_id, MORNING)}).content.decode()
    ticket = page.partition('name="ticket" value="')[2].partition('"')[0]
    for words in ("已签到", "您已签过到"):
        answer = phone.post(f"{address}arrival/", {"ticket": ticket}, follow=True)
        assert words in answer.content.decode()
    assert phone.post(f"{address}arrival/", {"ticket": "1.1.9999999999.abc"}, follow=True).status_code == 200
    assert SignIn.objects.count() == 1


@pytest.mark.django_db
def test_an_arrival_is_one_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dangjian.activities.meetings.views.signing_in.now", lambda: MORNING)
    scene = make.make_scene()
    meeting = opened(scene)
    account = posts.make_account(scene.members[0].person)
    phone = Client()
    phone.force_login(account)
    ticket = codes.ticket(account.pk, account.epoch, meeting.public_id, MORNING)
    first = posts.make_account(scene.members[1].person)
    held = codes.read(codes.ticket(first.pk, first.epoch, meeting.public_id, MORNING), meeting.public_id, MORNING)
    assert held
    services.sign_in(ticket=held, meeting=meeting.public_id, at=MORNING)  # The first of a connection plans it too.
    with CaptureQueriesContext(connection) as counted:
        answer = phone.post(f"/meetings/{meeting.public_id}/arrival/", {"ticket": ticket})
    assert answer["Location"].endswith("?is=signed")
    assert len(counted) == 1


@pytest.mark.trust
@pytest.mark.django_db(transaction=True)
def test_fifty_devices_sign_in_at_once() -> None:
    """Each device sends three times in any order, clocks ten minutes wrong; among them forged and foreign ones."""
    scene = make.make_scene()
    meeting = opened(scene)
    own = [posts.make_account(posts.make_member(scene.branch, f"党员{n}").person) for n in range(DEVICES)]
    foreign = [posts.make_account(posts.make_member(scene.other, f"外人{n}").person) for n in range(10)]
    dice = random.Random(20261120)  # noqa: S311  # a shuffle that repeats
    scans = [(account, True) for account in own * 3] + [(account, False) for account in foreign * 3]
    dice.shuffle(scans)

    def scan(one: tuple[Account, bool]) -> tuple[int, Arrival | None]:
        account, _ = one
        text = codes.ticket(account.pk, account.epoch, meeting.public_id, MORNING)
        held = codes.read(text, meeting.public_id, MORNING + timedelta(minutes=dice.choice((0, 5, 10))))
        try:
            arrival = services.sign_in(ticket=held, meeting=meeting.public_id, at=MORNING) if held else None
            return account.pk, arrival
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(scan, scans))
    signed = Counter(number for number, arrival in answers if arrival is Arrival.SIGNED)
    assert signed == Counter({account.pk: 1 for account in own})
    assert SignIn.objects.count() == DEVICES
    assert AuditRow.objects.filter(action="meeting.sign_in").count() == DEVICES


@pytest.mark.trust
@pytest.mark.django_db(transaction=True)
def test_the_control_look_then_write_is_caught() -> None:
    """A variant that looks first and writes afterwards counts one arrival several times."""
    scene = make.make_scene()
    meeting = opened(scene)
    account, looked = posts.make_account(scene.members[0].person), TwoHaveLooked()

    def careless(_: int) -> bool:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM access_auditrow WHERE account_id = %s", [account.pk])
                seen = cursor.fetchone()[0]
                looked.wait()
                if not seen:
                    cursor.execute(
                        "INSERT INTO access_auditrow"
                        " (account_id, permission, action, org_path, subject, words, count, digest)"
                        " VALUES (%s, '', 'meeting.sign_in', '', %s, '', 1, '')",
                        [account.pk, str(meeting.public_id)],
                    )
                return not seen
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(careless, range(8))) > 1
