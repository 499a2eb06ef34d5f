"""T14: what someone held open does not outlive their right: every kind of artefact × six events, at the next request.

A secretary of a village, at home in it, holds all of it open; then the event; then each artefact is tried. The table
is printed with ``-s``. Controls: without the epoch, and with an Actor kept from before, artefacts must come out alive.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final
from unittest import mock

import pytest
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from dangjian.access import middleware, once
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.access.secrets import seal, unseal_bytes
from dangjian.affairs.accounts import codes, tokens
from dangjian.affairs.accounts.homes import Home
from dangjian.affairs.accounts.models import Account, Phone
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.accounts.services import administration, cards, passwords, slips
from dangjian.affairs.accounts.views.sessions import PHONE_COOKIE
from dangjian.affairs.members.models import Member, Reason
from dangjian.affairs.members.services.moving import settle
from dangjian.affairs.members.services.revealing import reveal
from dangjian.affairs.organizations.models import Kind, Organization
from dangjian.affairs.people.models import Source
from dangjian.affairs.posts.models import Appointment
from dangjian.affairs.posts.services import end
from dangjian.affairs.posts.tests import make
from dangjian.affairs.terms.models import Term
from dangjian.channels.inbox.models import Entry
from dangjian.channels.inbox.services import Receiver, announce, make_digests
from dangjian.foundation.time import at, now, today
from dangjian.programme.tasks import services as tasks
from dangjian.programme.tasks.models import Assignment, Authority
from dangjian.programme.tasks.services import TaskFields
from dangjian.programme.tasks.targets import Targets
from dangjian.rulebook import RuleBreach

pytestmark = [pytest.mark.django_db, pytest.mark.trust]
PIN: Final = "804913"
PASSWORD: Final = "a long enough password"  # noqa: S105  # a test's
NUMBER: Final = "990127197003120016"


@dataclass(slots=True)
class World:
    """A village with everything that its secretary holds open."""

    county: Organization
    township: Organization
    village: Organization
    elsewhere: Organization
    victim: Account
    member: Member
    organizer: Account
    administrator: Account
    client: Client = field(default_factory=Client)

    def opened_afresh(self) -> None:
        """Sign the secretary in anew, with rows as the database has them."""
        cache.clear()
        for row in (self.victim, self.organizer, self.administrator, self.member, self.village):
            row.refresh_from_db()
        self.client = Client()
        self.client.force_login(self.victim)

    def narrowed(self, account: Account, permission: Permission) -> Actor:
        account.refresh_from_db()
        return make.actor_of(account, today()).narrowed(permission)

    @property
    def page(self) -> str:
        """A page of the village that only its right opens."""
        return f"/terms/bodies/{self.village.public_id}/new/"

    def opens(self, client: Client) -> bool:
        """Say whether someone at this browser still opens it."""
        return client.get(self.page).status_code == 200


@pytest.fixture
def world() -> World:
    county = make.make_county()
    township = make.make_township(county)
    village = make.make_body("东河村党支部", parent=township)
    make.make_body("东河村第一党小组", parent=village, kind=Kind.GROUP)
    member = make.make_member(village, "陈守田")
    victim = make.make_account(member.person, "chenshoutian")
    victim.set_password(PASSWORD)
    victim.save()
    make.appoint(member.person, village, Role.SECRETARY)
    made = World(
        county,
        township,
        village,
        make.make_body("柳河村党支部", parent=make.make_township(county, "柳河乡党委")),
        victim,
        member,
        make.make_holder(county, Role.COUNTY_OFFICER, "罗文斌"),
        make.make_holder(county, Role.SYSTEM_ADMINISTRATOR, "林浩然"),
    )
    made.opened_afresh()
    assert made.opens(made.client)
    return made


Probe = Callable[[], bool]
Artefact = Callable[[World], Probe]


def session(world: World) -> Probe:
    return lambda: world.opens(world.client)


def phone(world: World) -> Probe:
    token = tokens.phone_token()
    Phone.objects.create(
        account=world.victim,
        token_digest=tokens.phone_digest(token),
        pin=make_password(PIN),
        expires_at=now() + timedelta(days=90),
    )

    def probe() -> bool:
        client = Client()
        client.cookies[PHONE_COOKIE] = token
        client.post("/sign-in/", {"pin": PIN})
        return world.opens(client)

    return probe


def card(world: World) -> Probe:
    made = cards.issue(
        by=world.narrowed(world.organizer, Permission.CARD_ISSUE), account=world.victim, reason="换了手机", at=now()
    )
    secret = tokens.print_of(made.public_id).secret

    def probe() -> bool:
        client = Client()
        client.post("/card/phone/", {"key": secret, "pin": PIN, "pin_again": PIN, "again": PIN})
        return world.opens(client)

    return probe


def slip(world: World) -> Probe:
    by = world.narrowed(world.organizer, Permission.SLIP_ISSUE)
    home = Home(world.village.pk, world.village.public_id, world.village.name, world.village.path, world.county.pk)
    sheet = slips.issue(by=by, people=[world.member.person], body=home, reason="忘记密码", at=now())
    row = world.victim.slips.get(sheet=sheet)
    assert sheet.seed
    secret = codes.code_of(unseal_bytes(bytes(sheet.seed), bytes(sheet.place)), row.public_id).secret

    def probe() -> bool:
        client = Client()
        try:
            with transaction.atomic():
                account = slips.redeem(key=secret, login="chenshoutian", password=PASSWORD + "2", at=now())
        except RuleBreach:
            return False
        client.force_login(account)
        return world.opens(client)

    return probe


def _typed(epoch: int) -> dict[str, str]:
    return {"once": once.mint(epoch), "elected_on": "2024-06-01", "number": "4"}


def open_form(world: World) -> Probe:
    typed = _typed(world.victim.epoch)

    def probe() -> bool:
        world.client.post(world.page, typed)
        return Term.objects.filter(organization=world.village).exists()

    return probe


def draft(world: World) -> Probe:
    """What the browser kept of a form, sent with a key of today."""

    def probe() -> bool:
        world.client.post(world.page, _typed(Account.objects.get(pk=world.victim.pk).epoch))
        return Term.objects.filter(organization=world.village).exists()

    return probe


def _announced(world: World) -> None:
    announce(
        by=None,
        county_id=world.county.pk,
        receivers=[Receiver(world.village.pk, (Role.SECRETARY.value,), world.page, f"t:{world.village.pk}")],
        title="只给书记的事",
        at=at(today(), 0),
    )


def queued_digest(world: World) -> Probe:
    """A notice on its way when the event comes: the job that makes the digest looks at the posts of then."""
    _announced(world)

    def probe() -> bool:
        make_digests(on=today(), at=now())
        return Entry.objects.filter(account_id=world.victim.pk).exists()

    return probe


def inbox(world: World) -> Probe:
    _announced(world)
    make_digests(on=today(), at=now())
    assert "只给书记的事" in world.client.get("/inbox/").content.decode()
    return lambda: "只给书记的事" in world.client.get("/inbox/").content.decode()


def _assignment(world: World) -> Assignment:
    by = world.narrowed(world.organizer, Permission.LIST_EDIT)
    made = tasks.open_list(
        organization=world.county, office="", title="清单", authority=Authority.COMMITTEE, consent="",
        from_day=date(2026, 1, 1), to_day=date(2027, 12, 31), by=by,
    )  # fmt: skip
    task = tasks.draft_task(task_list=made, fields=TaskFields(title="逐户走访", due_on=date(2027, 6, 1)), by=by)
    tasks.issue(
        tasks=[task],
        targets=Targets(named=(world.village.pk,)),
        on=today(),
        by=world.narrowed(world.organizer, Permission.TASK_ISSUE),
    )
    return Assignment.objects.get(task=task)


def group_link(world: World) -> Probe:
    row = _assignment(world)

    def probe() -> bool:
        answer = world.client.get(f"/tasks/{row.task.public_id}/own/", follow=True)
        return "逐户走访" in answer.content.decode()

    assert probe()
    return probe


def export_link(world: World) -> Probe:
    row = _assignment(world)
    address = f"/lists/{row.task.task_list.public_id}/ledger.xlsx"
    del row

    def probe() -> bool:
        return world.client.get(address).status_code == 200

    assert probe()
    return probe


def revealed(world: World) -> Probe:
    person = make.make_member(world.village, "王桂兰").person
    person.id_number = seal(NUMBER, person.place("id_number"))
    person.save()
    by = world.narrowed(world.victim, Permission.MEMBER_REVEAL)
    asked = reveal(by=by, person=person, field="id_number", reason=next(iter(Reason)))
    address = f"/members/{person.public_id}/reveals/{asked.public_id}/"
    return lambda: NUMBER in world.client.get(address, follow=True).content.decode()


def cached_page(world: World) -> Probe:
    """The page as the browser and the server keep it: nothing may be stored, and what is kept asks the right."""
    first = world.client.get(world.page)
    assert first["Cache-Control"] == "private, no-store"
    address = f"/members/{world.member.person.public_id}/"
    assert world.client.get(address).status_code == 200
    return lambda: (
        world.client.get(address).status_code == 200 and "东河村党支部" in world.client.get(address).content.decode()
    )


def tomorrow(world: World) -> Probe:
    """A further appointment at the village that begins tomorrow; tried on that day."""
    on = today() + timedelta(days=1)
    make.appoint(world.member.person, world.village, Role.BRANCH_CLERK, since=on)
    address = f"/members/enrollment/{world.village.public_id}/"

    def probe() -> bool:
        with mock.patch.object(timezone, "localdate", return_value=on):
            return world.client.get(address).status_code == 200

    return probe


ARTEFACTS: Final[dict[str, Artefact]] = {
    "登录会话": session,
    "记住的手机": phone,
    "登录卡": card,
    "激活单": slip,
    "打开着的表单": open_form,
    "浏览器里的草稿": draft,
    "排队的收件摘要": queued_digest,
    "已送达的收件": inbox,
    "群通知链接": group_link,
    "导出链接": export_link,
    "已申请的号码显示": revealed,
    "页面缓存": cached_page,
    "明日起的任职": tomorrow,
}


def transfer(world: World) -> None:
    settle(
        by=world.narrowed(world.organizer, Permission.MEMBER_EDIT), member=world.member, organization=world.elsewhere,
        on=today(), source=Source.TRANSFER, words="接转",
    )  # fmt: skip


def demotion(world: World) -> None:
    held = Appointment.objects.held_on(today()).get(person=world.member.person)
    end(by=world.narrowed(world.organizer, Permission.POST_APPOINT), appointment=held, on=today())


def deactivation(world: World) -> None:
    by = world.narrowed(world.administrator, Permission.ACCOUNT_MANAGE)
    administration.deactivate(by=by, account=world.victim, reason="调离")


def expiry(world: World) -> None:
    """The last day of the appointment has passed: nobody pressed anything, no epoch rose."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE posts_appointment SET during = daterange(lower(during), %(on)s)"
            " WHERE person_id = %(person)s AND during @> %(on)s::date",
            {"on": today(), "person": world.member.person_id},
        )


def closure(world: World) -> None:
    """The body was closed from today on."""
    Organization.objects.filter(pk=world.village.pk).update(closed_on=today())


def password(world: World) -> None:
    """The person changes the password in another browser."""
    done = passwords.change(
        by=make.actor_of(world.victim, today()), current=PASSWORD, new=PASSWORD + "3", source="x", at=now()
    )
    assert done


EVENTS: Final[dict[str, Callable[[World], None]]] = {
    "组织关系转出": transfer,
    "免职": demotion,
    "账号停用": deactivation,
    "任职到期": expiry,
    "党组织撤销": closure,
    "改密码": password,
}
# Where the right itself goes on, each with the reason.
GOES_ON: Final = {
    ("改密码", "记住的手机"): "a credential of its own, ended on its own page",
    ("改密码", "排队的收件摘要"): "the person still holds the post",
    ("免职", "明日起的任职"): "another decision, taken back by whoever took it",
    ("任职到期", "明日起的任职"): "another decision, taken back by whoever took it",
}


def alive(world: World, event: str | None, artefact: str) -> bool:
    """Hold one artefact open, let one event happen, and say whether it still works; nothing of it stays."""
    with transaction.atomic():
        world.opened_afresh()
        probe = ARTEFACTS[artefact](world)
        if event is not None:
            EVENTS[event](world)
        found = probe()
        transaction.set_rollback(True)
    return found


def cells() -> Iterator[tuple[str, str]]:
    yield from ((event, artefact) for artefact in ARTEFACTS for event in EVENTS)


def test_nothing_outlives_the_right(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    found = {cell: alive(world, *cell) for cell in cells() if cell not in GOES_ON}
    with capsys.disabled():
        print("\n" + "\t".join(["", *EVENTS]))
        for artefact in ARTEFACTS:
            marks = ("—" if (e, artefact) in GOES_ON else "ALIVE" if found[e, artefact] else "0" for e in EVENTS)
            print("\t".join([artefact, *marks]))
        print(f"{len(found)} cells, {sum(found.values())} alive; {len(GOES_ON)} where the right goes on")
    assert [cell for cell, is_alive in found.items() if is_alive] == []


def test_every_artefact_is_alive_before_the_event(world: World) -> None:
    """Or the table would be full of zeros that say nothing."""
    assert [artefact for artefact in ARTEFACTS if not alive(world, None, artefact)] == []


def test_where_the_right_goes_on_it_does(world: World) -> None:
    assert [cell for cell in GOES_ON if not alive(world, *cell)] == []


def test_the_control_without_the_epoch_cards_live(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "raise_epoch", lambda **_: None)
    assert alive(world, "改密码", "登录卡")


def test_the_control_with_a_kept_actor_the_session_lives(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[int, Actor] = {}
    fresh = middleware.actor_of

    def cached(request: HttpRequest, on: date) -> Actor | None:
        found = fresh(request, on)
        return kept.setdefault(found.account_id, found) if found else None

    monkeypatch.setattr(middleware, "actor_of", cached)
    of_the_session = {"登录会话", "浏览器里的草稿", "群通知链接", "导出链接"}
    # Each is tried once before the event, as a person who works there would.
    lived = {
        artefact for artefact in of_the_session if alive(world, None, artefact) and alive(world, "任职到期", artefact)
    }
    assert lived == of_the_session
