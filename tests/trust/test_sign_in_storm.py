"""T23, T47 for the code of a large meeting: every true arrival once, whatever else is sent, how often and when.

Fifty devices; two hundred with fifty scans each under ``TRUST=full``. The controls take tickets of other meetings or
of yesterday, and must be seen.
"""

import os
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client

from dangjian.access.models import AuditRow
from dangjian.activities.meetings import codes, services
from dangjian.activities.meetings.codes import Ticket
from dangjian.activities.meetings.models import Meeting, SignIn
from dangjian.activities.meetings.services import Arrival
from dangjian.activities.meetings.tests import make
from dangjian.activities.meetings.tests.make import MORNING
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.posts.tests import make as posts
from tests.trust.races import together

IS_FULL = os.environ.get("TRUST") == "full"
DEVICES, SCANS = (200, 50) if IS_FULL else (50, 12)
TOKENS, HANDS = (200, 100) if IS_FULL else (6, 12)
SENT = 3  # Every upload comes three times.
pytestmark = [pytest.mark.trust, pytest.mark.django_db(transaction=True)]


@dataclass(frozen=True, slots=True)
class Sent:
    """What a device sends: the ticket, to which meeting, when; ``is_true`` where the holder is there and in time."""

    account: Account
    text: str
    meeting: Meeting
    minutes: float
    is_true: bool


def _world() -> tuple[list[Meeting], list[Account], list[Account]]:
    """Two meetings of a branch with the code on the wall, a device for each of its members, and strangers'."""
    scene = make.make_scene()
    meetings = []
    for hours in (0, 2):
        planned = make.planned(scene, when=MORNING + timedelta(hours=hours))
        meetings.append(services.open_sign_in(by=scene.clerk, meeting=planned, at=MORNING))
    own = [posts.make_account(posts.make_member(scene.branch, f"党员{n}").person) for n in range(DEVICES)]
    foreign = [posts.make_account(posts.make_member(scene.other, f"外人{n}").person) for n in range(5)]
    return meetings, own, foreign


def _ticket(account: Account, meeting: Meeting, *, minutes: float = 0) -> str:
    return codes.ticket(account.pk, account.epoch, meeting.public_id, MORNING + timedelta(minutes=minutes))


def _scans(dice: Random, meetings: list[Meeting], own: list[Account], foreign: list[Account]) -> list[Sent]:
    """Each device's scans: mostly odd, at times true; the last tenth of the devices is lost with what it had."""
    found = []
    for device in own[: len(own) - len(own) // 10]:
        for _ in range(SCANS):
            meeting, other = dice.sample(meetings, 2)
            found.append(_scan(dice, device, meeting, other, dice.choice(foreign)))
    sent = found * SENT
    dice.shuffle(sent)
    return sent


def _scan(dice: Random, device: Account, meeting: Meeting, other: Meeting, stranger: Account) -> Sent:
    luck = dice.random()
    if luck < 0.1:
        return Sent(device, _ticket(device, meeting), meeting, dice.choice((0, 5, 9.9)), is_true=True)
    if luck < 0.3:  # Yesterday's, or kept on a phone without a network for up to three days.
        return Sent(device, _ticket(device, meeting), meeting, dice.uniform(10.1, 72 * 60), is_true=False)
    if luck < 0.5:
        return Sent(device, _ticket(device, other), meeting, 0, is_true=False)
    if luck < 0.7:
        good = _ticket(stranger, meeting)
        return Sent(device, good.replace(f"{stranger.pk}.", f"{device.pk}.", 1), meeting, 0, is_true=False)
    if luck < 0.8:
        return Sent(stranger, _ticket(stranger, meeting), meeting, 0, is_true=False)
    bent = dice.choice((str.upper, lambda text: f"{text} ", lambda text: text[:-1] + "0", lambda text: text + "\u200b"))
    return Sent(device, bent(_ticket(device, meeting)) + "x", meeting, 0, is_true=False)


def _upload(sent: list[Sent], read: Callable[..., Ticket | None] = codes.read) -> list[Arrival | None]:
    """Send everything from eight lines at once; None for what was no ticket."""

    def one(item: Sent) -> Arrival | None:
        moment = MORNING + timedelta(minutes=item.minutes)
        try:
            held = read(item.text, item.meeting.public_id, moment)
            if held is None:
                return None
            return services.sign_in(ticket=held, meeting=item.meeting.public_id, at=MORNING)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(one, sent))


def _wrongs(sent: list[Sent], answers: list[Arrival | None]) -> list[str]:
    """Say what is not as it should be: lost, doubled, let in, or refused without a word."""
    true = {(item.account.pk, item.meeting.pk) for item in sent if item.is_true}
    members = dict(Account.objects.values_list("person__member", "pk"))
    rows = [(members[member], meeting) for member, meeting in SignIn.objects.values_list("member_id", "meeting_id")]
    said = Counter(
        (item.account.pk, item.meeting.pk)
        for item, answer in zip(sent, answers, strict=True)
        if answer is Arrival.SIGNED
    )
    logged = AuditRow.objects.filter(action="meeting.sign_in").count()
    odd = [
        item for item, answer in zip(sent, answers, strict=True)
        if not item.is_true and answer in (Arrival.SIGNED, Arrival.AGAIN)
    ]  # fmt: skip
    return [
        *(f"lost {one}" for one in true - set(rows)),
        *(f"let in {one}" for one in set(rows) - true),
        *(f"told twice {one}" for one, times in said.items() if times != 1),
        *(f"accepted {item}" for item in odd),
        *(["rows doubled"] if len(rows) != len(set(rows)) else []),
        *([f"{logged} lines for {len(rows)} rows"] if logged != len(rows) else []),
    ]


def test_every_true_arrival_once_and_nothing_else() -> None:
    dice = Random(20261120)  # noqa: S311  # a storm that repeats
    sent = _scans(dice, *_world())
    assert {item.is_true for item in sent} == {True, False}
    assert _wrongs(sent, _upload(sent)) == []


@pytest.mark.parametrize("mutant", ["any meeting's", "yesterday's"])
def test_the_control_a_careless_reader_is_caught(mutant: str) -> None:
    dice = Random(7)  # noqa: S311  # a storm that repeats
    meetings, own, foreign = _world()

    def careless(text: str, meeting: UUID, at: object) -> Ticket | None:
        if mutant == "yesterday's":
            return codes.read(text, meeting, MORNING)
        return next(filter(None, (codes.read(text, one.public_id, at) for one in meetings)), None)  # type: ignore[arg-type]

    sent = _scans(dice, meetings, own, foreign)
    assert any("accepted" in words for words in _wrongs(sent, _upload(sent, careless)))


def test_one_ticket_in_many_hands_at_once_signs_in_once() -> None:
    meetings, own, _ = _world()
    meeting = meetings[0]
    for account in own[:TOKENS]:
        text = _ticket(account, meeting)

        def redeem(_: int, text: str = text) -> str:
            held = codes.read(text, meeting.public_id, MORNING)
            return services.sign_in(ticket=held, meeting=meeting.public_id, at=MORNING) if held else "none"

        answers = Counter(together(min(HANDS, 60), redeem))
        assert answers == Counter({Arrival.SIGNED: 1, Arrival.AGAIN: min(HANDS, 60) - 1})
    assert SignIn.objects.count() == AuditRow.objects.filter(action="meeting.sign_in").count() == TOKENS


@pytest.mark.parametrize(
    "bend",
    [
        lambda text: f" {text}",
        lambda text: f"{text}\n",
        lambda text: text.upper() + ".",
        lambda text: text.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        lambda text: text.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
        lambda text: f"\u200b{text}",
        lambda text: text.replace(".", "．"),
        lambda text: f"0{text}",
    ],
)
def test_a_bent_ticket_is_none(bend: Callable[[str], str]) -> None:
    meeting = UUID(int=7)
    text = codes.ticket(41, 3, meeting, MORNING)
    assert codes.read(text, meeting, MORNING) == Ticket(41, 3)
    assert codes.read(bend(text), meeting, MORNING) is None


def test_a_ticket_ends_to_the_second() -> None:
    meeting = UUID(int=7)
    text = codes.ticket(41, 3, meeting, MORNING)
    assert codes.read(text, meeting, MORNING + timedelta(seconds=600)) is not None
    for later in (601, 605, 3600, 86_400):
        assert codes.read(text, meeting, MORNING + timedelta(seconds=later)) is None


def test_a_photo_of_the_wall_from_yesterday_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Through the pages, as a phone does: what was photographed is stale a minute later, for everyone."""
    (meeting, _), own, _ = _world()
    photo = codes.shown(meeting.public_id, MORNING)
    address = f"/meetings/{meeting.public_id}/sign-in/"
    for minutes, is_good in ((0, True), (1.5, False), (60, False), (24 * 60, False)):
        moment = MORNING + timedelta(minutes=minutes)
        monkeypatch.setattr("dangjian.activities.meetings.views.signing_in.now", lambda moment=moment: moment)
        phone = Client()
        phone.force_login(own[0])
        page = phone.get(address, {"code": photo}).content.decode()
        assert ('name="ticket"' in page) is is_good
        assert ("已经换过了" in page) is not is_good
    assert not SignIn.objects.exists()


def test_a_connection_that_died_is_replaced_and_nothing_is_lost() -> None:
    (meeting, _), own, _ = _world()
    held = [codes.read(_ticket(account, meeting), meeting.public_id, MORNING) for account in own[:2]]
    assert held[0]
    assert held[1]
    assert services.sign_in(ticket=held[0], meeting=meeting.public_id, at=MORNING) == Arrival.SIGNED
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        number = cursor.fetchone()[0]
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [number])
    other.close()
    assert services.sign_in(ticket=held[1], meeting=meeting.public_id, at=MORNING) == Arrival.SIGNED
    assert SignIn.objects.count() == 2
