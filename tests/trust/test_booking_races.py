"""T41: many branches want the same time of a base at once: one has it, none waits for ever, none is told wrongly."""

import os
import time
from collections import Counter
from datetime import datetime
from itertools import pairwise

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from dangjian.access.actors import Actor
from dangjian.access.tests.racing import TwoHaveLooked
from dangjian.activities.bases import services
from dangjian.activities.bases.models import Base, Booking
from dangjian.activities.bases.tests import make
from dangjian.activities.meetings.tests.make import EVENING, Scene, make_scene
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests import make as posts
from dangjian.rulebook import RuleBreach
from tests.trust.races import together

pytestmark = [pytest.mark.trust, pytest.mark.django_db(transaction=True)]
IS_FULL = os.environ.get("TRUST") == "full"
HANDS = 32 if IS_FULL else 8
TIMES = 1_000 if IS_FULL else 12
SLOWEST = 1.0  # Seconds, 99 in 100.
HOURS = "、".join(f"{hour}:00—{hour}:50" for hour in range(8, 13))


def visitors(scene: Scene) -> list[tuple[Organization, Actor]]:
    bodies = [posts.make_body(f"第{n}党支部", parent=scene.township) for n in range(HANDS)]
    return [
        (body, posts.actor_of(posts.make_holder(body, Role.SECRETARY, f"书记{n}"))) for n, body in enumerate(bodies)
    ]


def bases(scene: Scene, number: int) -> list[tuple[Base, datetime]]:
    """So many times, at as many bases as it takes."""
    found: list[tuple[Base, datetime]] = []
    while len(found) < number:
        base = make.make_base(scene, name=f"基地{len(found)}", hours=HOURS, weekdays=[1, 2, 3, 4, 5, 6, 7])
        found += [(base, begins) for begins in make.moments(base, days=50)]
    return found[:number]


def overlaps() -> int:
    held = Booking.objects.held().order_by("base_id", "during").values_list("base_id", "during")
    return sum(one[0] == two[0] and one[1].upper > two[1].lower for one, two in pairwise(held))


def test_one_time_one_branch_and_nobody_waits_long() -> None:
    scene = make_scene()
    people, times = visitors(scene), bases(scene, TIMES)
    spent: list[float] = []

    def act(position: int) -> str:
        body, by = people[position]
        got = Counter[str]()
        for base, begins in times:
            began = time.monotonic()
            try:
                services.book(by=by, base=base, organization=body, wanted=make.wanted(base, begins), at=EVENING)
            except services.TakenError:
                got["taken"] += 1
            else:
                got["won"] += 1
            spent.append(time.monotonic() - began)
        return f"{got['won']} {got['taken']}"

    results = [tuple(map(int, words.split())) for words in together(HANDS, act)]
    assert sum(won for won, _ in results) == Booking.objects.count() == TIMES
    assert sum(taken for _, taken in results) == TIMES * (HANDS - 1)
    assert overlaps() == 0
    if IS_FULL:  # Seconds are the machine's; a busy one is no failure of the small tier.
        assert sorted(spent)[int(len(spent) * 0.99) - 1] <= SLOWEST


def test_moved_and_called_off_by_all_at_once_without_deadlock() -> None:
    """Each holds a time and moves to the next one's, while the base confirms and the meetings' own page calls off."""
    scene = make_scene()
    people, times = visitors(scene), bases(scene, HANDS)
    base = times[0][0]
    held = [
        services.book(by=by, base=base, organization=body, wanted=make.wanted(base, begins), at=EVENING)
        for (body, by), (_, begins) in zip(people, times, strict=True)
    ]

    def act(position: int) -> str:
        _, by = people[position]
        row = held[position]
        try:
            services.confirm(by=scene.organizer, booking=held[(position + 1) % HANDS], at=EVENING)
            begins = times[(position + 1) % HANDS][1]
            services.rebook(by=by, booking=row, wanted=make.wanted(base, begins), at=EVENING)
            services.cancel(by=by, booking=row, reason="不去了", at=EVENING)
        except RuleBreach:
            return "refused"
        return "done"

    together(HANDS, act)  # A deadlock would come out as an error of the database.
    assert overlaps() == 0
    assert Booking.objects.held().count() == HANDS  # Whoever moved has a time, whoever could not kept theirs.


def test_the_last_visit_of_a_month_is_one_branchs() -> None:
    scene = make_scene()
    people = visitors(scene)
    base = make.make_base(scene, most_a_month=1)
    december = [begins for begins in make.moments(base, days=40) if begins.month == 12]

    def act(position: int) -> str:
        body, by = people[position]
        try:
            wanted = make.wanted(base, december[position])
            services.book(by=by, base=base, organization=body, wanted=wanted, at=EVENING)
        except RuleBreach:
            return "full"
        return "won"

    assert Counter(together(HANDS, act)) == {"won": 1, "full": HANDS - 1}


def test_the_control_a_look_before_the_write_gives_one_time_to_several() -> None:
    during, looked = DateTimeTZRange(EVENING, EVENING.replace(hour=23)), TwoHaveLooked()
    with connection.cursor() as cursor:
        cursor.execute("CREATE UNLOGGED TABLE naive_booking (base_id bigint, during tstzrange)")

    def naive(_: int) -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM naive_booking WHERE base_id = 1 AND during && %s", [during])
            if cursor.fetchone()[0]:
                return "taken"
            looked.wait()  # what a page does between looking and writing
            cursor.execute("INSERT INTO naive_booking VALUES (1, %s)", [during])
        return "won"

    try:
        assert together(HANDS, naive).count("won") > 1
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE naive_booking")
