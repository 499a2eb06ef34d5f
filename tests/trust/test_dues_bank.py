"""T44: many hands post, undo, hand up, confirm and send back at once, are killed in the middle and try again.

Nothing is lost, nothing doubled, nought stays nought. 100,000 acts under ``TRUST=full``.
"""

import os
import random
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from threading import Event, Thread

import pytest
from django.db import DatabaseError, InterfaceError, OperationalError, connection

from dangjian.access.actors import Actor
from dangjian.access.tests.racing import TwoHaveLooked
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.dues import services
from dangjian.affairs.dues.models import Book, Entry, Kind, PaidMonth
from dangjian.affairs.dues.rules import Payer
from dangjian.affairs.dues.services import Payment, Setting
from dangjian.affairs.dues.tests.make import JANUARY, TODAY, make_scene, replayed
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests import make as posts
from dangjian.rulebook import RuleBreach
from tests.trust.races import together

HANDS = 16
ACTS = 6250 if os.environ.get("TRUST") == "full" else 20
MONTHS = [date(2026, number, 1) for number in range(5, 12)]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.trust]


@dataclass
class Bank:
    """Branches with members to pay, and whoever keeps the dues there and above."""

    above: Actor
    branches: list[tuple[Organization, Actor, list[int]]] = field(default_factory=list)


def make_bank() -> Bank:
    scene = make_scene(members=0)
    bank = Bank(scene.above)
    for number in range(4):
        branch = posts.make_body(f"第{number}党支部", parent=scene.township)
        keeper = posts.actor_of(posts.make_holder(branch, Role.SECRETARY, f"书记{number}"))
        people = []
        for place in range(8):
            member = posts.make_member(branch, f"党员{number}-{place}")
            services.assess(
                by=keeper, setting=Setting(member.person, Payer.FARMER, chosen=20 + 10 * place), year=2026, on=JANUARY
            )
            people.append(member.person_id)
        bank.branches.append((branch, keeper, people))
    return bank


def killer(stop: Event, killed: list[int]) -> None:
    """Kill one of the other sessions every few moments, wherever it is."""
    dice = random.Random(7)  # noqa: S311  # a game, no secret
    while not stop.wait(0.5 + dice.random()):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                " AND application_name = 'hand' AND state <> 'idle'"
            )
            pids = [row[0] for row in cursor.fetchall()]
            if pids:
                cursor.execute("SELECT pg_terminate_backend(%s)", [dice.choice(pids)])
                killed.append(1)
    connection.close()


def tried_until_answered(act: Callable[[], object]) -> bool:
    """Send an act again and again until it is answered; say whether it was done. Every tenth is sent twice anyway."""
    while True:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET application_name = 'hand'")
            act()
        except RuleBreach:
            return False
        except (OperationalError, InterfaceError):
            with suppress(DatabaseError):
                connection.close()
        else:
            return True


def hand(bank: Bank, number: int) -> list[str]:
    """Act at random; return the sources of what was answered as done."""
    dice = random.Random(number)  # noqa: S311  # a game, no secret
    branch, keeper, people = bank.branches[number % len(bank.branches)]
    done = []
    for turn in range(ACTS):
        kind = dice.choices(["pay", "reverse", "hand_up", "confirm", "send_back"], [5, 2, 2, 2, 1])[0]
        source = f"bank:{number}:{turn}:{kind}"
        act = _act(dice, bank, branch, keeper, people, source, kind)
        if act is not None and tried_until_answered(act):
            done.append(source)
            if dice.random() < 0.1:
                tried_until_answered(act)  # The answer was lost on the way.
    return done


def _act(
    dice: random.Random, bank: Bank, branch: Organization, keeper: Actor, people: list[int], source: str, kind: str
) -> Callable[[], object] | None:
    if kind == "pay":
        rows = [Payment(person, tuple(dice.sample(MONTHS, 2))) for person in dice.sample(people, 2)]
        return lambda: services.collect(by=keeper, organization=branch, paid_on=TODAY, rows=rows, source=source)
    if kind == "hand_up":
        cents = dice.randint(1, 200)
        return lambda: services.hand_up(by=keeper, organization=branch, cents=cents, on=TODAY, source=source)
    entry = _one(dice, branch, Kind.PAY if kind == "reverse" else Kind.HAND_UP)
    if entry is None:
        return None
    if kind == "reverse":
        return lambda: services.reverse(by=keeper, entry=entry, on=TODAY, words="点错", source=source)
    if kind == "confirm":
        return lambda: services.confirm(by=bank.above, entry=entry, on=TODAY, source=source)
    return lambda: services.send_back(by=bank.above, entry=entry, on=TODAY, words="数不对", source=source)


def _one(dice: random.Random, branch: Organization, kind: Kind) -> Entry | None:
    while True:
        try:
            rows = list(
                Entry.objects.filter(organization=branch, kind=kind)
                .select_related("organization", "counterpart", "person")
                .order_by("-id")[:20]
            )
        except (OperationalError, InterfaceError):
            with suppress(DatabaseError):
                connection.close()
        else:
            return dice.choice(rows) if rows else None


def test_the_books_are_right_whatever_happens(django_db_serialized_rollback: None) -> None:  # noqa: ARG001  # asked by name
    bank = make_bank()
    stop, killed = Event(), list[int]()
    grim = Thread(target=killer, args=(stop, killed))
    grim.start()
    started = time.monotonic()
    answers: dict[int, list[str]] = {}

    def act(number: int) -> str:
        answers[number] = hand(bank, number)
        return ""

    try:
        together(HANDS, act)
    finally:
        stop.set()
        grim.join()
    seconds = time.monotonic() - started
    held = dict(Book.objects.values_list("pk", "balance"))
    assert sum(held.values()) == 0
    assert held == replayed()
    paid = Counter(Entry.objects.filter(kind=Kind.PAY, reversal=None).values_list("person_id", "month"))
    assert max(paid.values(), default=0) <= 1
    assert set(paid) == set(PaidMonth.objects.values_list("person_id", "month"))
    written = set(Entry.objects.values_list("source", flat=True))
    done = {source for some in answers.values() for source in some}
    assert written <= done
    assert {source for source in done if source.endswith((":hand_up", ":reverse"))} <= written
    moved = Entry.objects.exclude(kind=Kind.PAY).values_list("source", flat=True)
    assert max(Counter(moved).values(), default=0) <= 1
    entries = Entry.objects.count()
    assert entries > HANDS
    assert killed
    print(f"T44: {HANDS} hands, {HANDS * ACTS} acts, {entries} entries, {len(killed)} kills, {seconds:.1f} s, sum 0")


def test_the_control_books_kept_by_reading_and_writing_go_wrong(django_db_serialized_rollback: None) -> None:  # noqa: ARG001  # asked by name
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE careless_book (balance bigint); INSERT INTO careless_book VALUES (0)")
        cursor.execute("CREATE TABLE careless_entry (amount bigint)")
    looked = TwoHaveLooked()

    def careless(number: int) -> str:  # noqa: ARG001  # every hand does the same
        with connection.cursor() as cursor:
            for _ in range(5):
                cursor.execute("SELECT balance FROM careless_book")
                (balance,) = cursor.fetchone()
                cursor.execute("INSERT INTO careless_entry VALUES (1)")
                looked.wait()
                cursor.execute("UPDATE careless_book SET balance = %s", [balance + 1])
        return ""

    try:
        together(HANDS, careless)
        with connection.cursor() as cursor:
            cursor.execute("SELECT balance, (SELECT sum(amount) FROM careless_entry) FROM careless_book")
            balance, total = cursor.fetchone()
        assert total == HANDS * 5
        assert balance != total
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE careless_book, careless_entry")
