"""Imports under many hands and under kill -9: everybody once, all or nothing, and taken up again."""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import Count, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.imports import jobs, services
from dangjian.affairs.imports.kinds.people import writing
from dangjian.affairs.imports.models import Import, Kind, Stage
from dangjian.affairs.imports.tests import make
from dangjian.affairs.members.models import Member, Spell
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Entry, Person, Source
from dangjian.affairs.posts.tests import make as posts
from tests.trust.races import together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.trust]
ROUNDS = 100 if os.environ.get("TRUST") == "full" else 3
PEOPLE = 200
HANDS = 6


@pytest.fixture
def township() -> Organization:
    found = posts.make_township(posts.make_county())
    posts.make_body("东河村党支部", parent=found)
    return found


@pytest.fixture
def organizer(township: Organization) -> Actor:
    return posts.actor_of(posts.make_holder(township, Role.TOWNSHIP_ORGANIZER))


def roster(people: int = PEOPLE) -> bytes:
    return make.workbook([make.row(number, f"李建{number}", "东河村党支部") for number in range(1, people + 1)])


def confirmed(organizer: Actor, township: Organization, data: bytes) -> Import:
    source = make.bring(organizer, township, data)
    return services.confirm(by=organizer.narrowed(Permission.IMPORT_CONFIRM), source=source, reason="已核对")


def written() -> tuple[int, int, int, int]:
    """People, memberships, spells and entries that imports have written, all at one moment.

    In one statement: the server may still end what a killed worker had begun, between one reading and the next.
    """
    kept: tuple[QuerySet[Any], ...] = (
        Person.objects.filter(id_index__isnull=False),
        Member.objects.all(),
        Spell.objects.all(),
        Entry.objects.filter(source=Source.IMPORT),
    )
    counts = [rows.values(one=Value(1)).order_by().values("one").annotate(n=Count("*")).values("n") for rows in kept]
    zero = Value(0)
    asked = {f"n{place}": Coalesce(Subquery(count), zero) for place, count in enumerate(counts)}
    found = Organization.objects.annotate(**asked).values_list(*asked)[0]
    people, members, spells, entries = found
    return people, members, spells, entries


def at_once(organizer: Actor, township: Organization) -> list[Import]:
    """The same roster brought in several times, all confirmed, all written at the same moment."""
    sources = [confirmed(organizer, township, roster(20)) for _ in range(HANDS)]

    def act(position: int) -> str:
        jobs.work(sources[position].pk)
        return ""

    together(HANDS, act)
    return [Import.objects.get(pk=source.pk) for source in sources]


def test_the_same_roster_at_once_makes_everybody_once(organizer: Actor, township: Organization) -> None:
    sources = at_once(organizer, township)
    assert written() == (20, 20, 20, 20)
    assert sorted(source.stage for source in sources) == [Stage.CHECKED] * (HANDS - 1) + [Stage.DONE]
    late = [source for source in sources if source.stage == Stage.CHECKED]
    assert {(source.new, source.unchanged) for source in late} == {(0, 20)}


def test_the_control_who_does_not_look_again_makes_doubles(
    organizer: Actor, township: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_refuse_twice", lambda _indexes, _people: None)
    at_once(organizer, township)
    assert written()[0] > 20


def test_one_import_in_many_hands_is_written_once(organizer: Actor, township: Organization) -> None:
    source = confirmed(organizer, township, roster(20))

    def act(_position: int) -> str:
        jobs.work(source.pk)
        return ""

    together(HANDS, act)
    assert written() == (20, 20, 20, 20)
    assert Import.objects.get(pk=source.pk).stage == Stage.DONE


def worker(source: Import) -> "subprocess.Popen[bytes]":
    """Start a process that carries the import on, and wait until it is about to."""
    address = urlsplit(os.environ["DATABASE_URL"])
    own = urlunsplit(address._replace(path="/" + str(connection.settings_dict["NAME"])))
    environment: dict[str, Any] = {**os.environ, "DATABASE_URL": own, "DANGJIAN_KEYS": str(settings.KEY_FILE)}
    program = (
        "import django; django.setup(); from dangjian.affairs.imports import jobs;"
        f"print('ready', flush=True); jobs.work({source.pk})"
    )
    process = subprocess.Popen([sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE)
    assert process.stdout
    process.stdout.readline()
    return process


def killed(source: Import, chance: random.Random) -> None:
    """Kill a worker somewhere in the middle of it."""
    process = worker(source)
    time.sleep(chance.uniform(0, 0.5))
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert process.stdout
    process.stdout.close()


def resumed(source: Import) -> Import:
    """Take up what a dead worker left, as the queue does every minute; its connection may take a moment to go."""
    for _ in range(50):
        Import.objects.filter(pk=source.pk).update(moved_at=source.made_at - timedelta(minutes=5))
        jobs.resume(0)
        fresh = Import.objects.get(pk=source.pk)
        if fresh.stage not in {Stage.READING, Stage.WRITING, Stage.UNDOING}:
            return fresh
        time.sleep(0.1)
    return Import.objects.get(pk=source.pk)


def test_a_worker_killed_anywhere_leaves_all_or_nothing(organizer: Actor, township: Organization) -> None:
    chance = random.Random(1)  # noqa: S311  # moments, no secret
    nothing, whole = (0, 0, 0, 0), (PEOPLE, PEOPLE, PEOPLE, PEOPLE)
    for _ in range(ROUNDS):
        source = services.bring(
            by=organizer, organization=township, kind=Kind.PEOPLE, data=roster(), name="a.xlsx", on=posts.TODAY
        )
        killed(source, chance)
        assert written() == nothing
        assert resumed(source).stage == Stage.CHECKED
        services.confirm(by=organizer.narrowed(Permission.IMPORT_CONFIRM), source=source, reason="已核对")
        killed(source, chance)
        assert written() in (nothing, whole)
        assert resumed(source).stage == Stage.DONE
        assert written() == whole
        services.undo(by=organizer.narrowed(Permission.IMPORT_CONFIRM), source=source)
        killed(source, chance)
        assert written() in (nothing, whole)
        assert resumed(source).stage == Stage.UNDONE
        assert written() == nothing
