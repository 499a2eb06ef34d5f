"""T63: seeded ID numbers and phones go in by every door; nothing that is kept anywhere holds one in the clear."""

import logging
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from psycopg import sql

from dangjian.affairs.duplicates import services as duplicates
from dangjian.affairs.duplicates.models import Case
from dangjian.affairs.members.models import Category, Leaving, Member
from dangjian.affairs.members.services import correct_record, enroll, leave
from dangjian.affairs.members.tests.scene import Scene, client_of, form, make_scene
from dangjian.affairs.people.models import Entry, Person, Source
from dangjian.affairs.people.rules import check_digit
from dangjian.affairs.posts.tests import make
from dangjian.foundation.database.account import account
from dangjian.foundation.database.place import place

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.trust]  # Committed: else no log holds it.
_SHAPES = (
    re.compile(rb"(?=(990127\d{11}[\dX]))"),
    re.compile(rb"(?=(154\d{8}))"),
    re.compile(rb"(?=(393930313237(?:3\d){11}(?:3\d|58)))"),  # The same in the hex that dumps print.
    re.compile(rb"(?=(313534(?:3\d){8}))"),
)
_CANARY = "990127196607210011"
FLUSHED = 1.0  # seconds until the server has written its log
BY_PAGE = 20
PEOPLE = 5000 if os.environ.get("TRUST") == "full" else 150


class Seeds:
    """Numbers and phones that were never used before, and all that were given out."""

    def __init__(self) -> None:
        self._chance = Random(63)  # noqa: S311  # seeds a test
        self.given: set[bytes] = set()

    def number(self) -> str:
        day = f"{self._chance.randint(1940, 1999)}{self._chance.randint(1, 12):02d}{self._chance.randint(1, 28):02d}"
        stem = f"990127{day}{self._chance.randrange(1000):03d}"
        return self._kept(stem + check_digit(stem))

    def phone(self) -> str:
        return self._kept(f"154{self._chance.randrange(10**8):08d}")

    def _kept(self, text: str) -> str:
        self.given.add(text.encode())
        return text


def found_in(data: bytes, seeds: set[bytes]) -> set[bytes]:
    """Return the seeds that stand in ``data``, as they are or in hex."""
    found = set()
    for number, shape in enumerate(_SHAPES):
        for match in shape.finditer(data):
            text = match[1] if number < len(_SHAPES) // 2 else bytes.fromhex(match[1].decode())
            found |= {text} & seeds
    return found


def tables() -> Iterator[tuple[str, bytes]]:
    """Yield every table of the database whole, as COPY writes it."""
    names = connection.introspection.table_names()
    assert len(names) > len(list(apps.get_models())) // 2
    with connection.cursor() as cursor:
        for name in names:
            statement = sql.SQL("COPY (SELECT * FROM {}) TO STDOUT (FORMAT binary)").format(sql.Identifier(name))
            with cursor.copy(statement) as copy:
                yield name, b"".join(bytes(part) for part in copy)


def cluster(since: float) -> list[Path]:
    """Return what the write-ahead log and the log took since, where the cluster is this run's own."""
    home = place(Path(settings.DATA_FOLDER), account()).home
    time.sleep(FLUSHED)
    return [path for path in (*home.rglob("pg_wal/*"), *home.rglob("*.log")) if path.stat().st_mtime >= since]


def on_disk(since: float) -> Iterator[Path]:
    """Yield the database's logs, and everything in the data folder."""
    found = [*cluster(since), *Path(settings.DATA_FOLDER).rglob("*")]
    yield from (path for path in found if path.is_file())


def everywhere(seeds: set[bytes], logged: str, since: float) -> dict[str, set[bytes]]:
    """Return where seeds stand in the clear, by the place; of the database's logs, in what was written ``since``."""
    places = dict(tables()) | {str(path): path.read_bytes() for path in on_disk(since)} | {"log": logged.encode()}
    hits = {name: found_in(data, seeds) for name, data in places.items()}
    return {name: found for name, found in hits.items() if found}


def enter(county: Scene, seeds: Seeds, count: int) -> list[Member]:
    """Let people be enrolled, corrected, searched, merged and leave, by service."""
    actor = make.actor_of(county.organizer)
    members = []
    for number in range(count):
        facts = {"id_number": seeds.number(), "phone": seeds.phone(), "landline": "0911-2345678"}
        member = enroll(
            by=actor, organization=county.branch, name="王建军", category=Category.APPLICANT, source=Source.IMPORT,
            on=make.TODAY, facts=facts, reference=f"导入{number}",
        )  # fmt: skip
        members.append(member)
        if number % 3 == 0:
            changes = {"id_number": seeds.number(), "phone": seeds.phone()}
            correct_record(by=actor, person=member.person, changes=changes, source=Source.OWN, on=make.TODAY)
    return members


def number_of(member: Member) -> str:
    return Person.objects.get(pk=member.person_id).unsealed("id_number")


def enter_by_page(county: Scene, seeds: Seeds, members: list[Member]) -> None:
    """Let the pages do the same: form, refused form, reveal, search, merge and undo."""
    client = client_of(county.secretary)
    for member in members[:BY_PAGE]:
        address = f"/members/{member.person.public_id}/"
        client.get(f"{address}edit/")
        seen = str(Entry.objects.filter(person=member.person).latest("recorded_at", "pk").public_id)
        typed = {"name": "王建军", "category": "applicant", "seniority_correction": "0", "seen": seen}
        sent = form(county.secretary, **typed, phone=seeds.phone(), id_number=seeds.number())
        assert client.post(f"{address}edit/", sent).status_code == 302
        newer = {"seen": str(Entry.objects.filter(person=member.person).latest("recorded_at", "pk").public_id)}
        wrong = form(county.secretary, **typed | newer, id_number=seeds.number()[:17] + "?", phone=seeds.phone())
        assert client.post(f"{address}edit/", wrong).status_code == 422
        sent = form(county.secretary, field="id_number", reason="identity")
        number = number_of(member)
        assert number in client.post(f"{address}reveals/", sent, follow=True).content.decode()
    for text in [number, *(seeds.number() for _ in range(5))]:
        sent = form(county.stranger, kind="id_number", number=text)
        assert client_of(county.stranger).post("/duplicates/lookup/", sent).status_code == 302


def merge_and_part(county: Scene, seeds: Seeds) -> None:
    """Let two records of one number be merged, which writes a snapshot; part two of them again."""
    actor = make.actor_of(county.organizer)
    for is_undone in (True, False):
        number = seeds.number()
        pair = [
            enroll(
                by=actor, organization=body, name="王建军", category=Category.APPLICANT, source=Source.TYPED,
                on=make.TODAY, facts={"id_number": number, "phone": seeds.phone()},
            )
            for body in (county.branch, county.other)
        ]  # fmt: skip
        case = Case.objects.filter(sides__person=pair[0].person, kind="number").latest("pk")
        merger = duplicates.merge(
            by=actor, case=case, kept=pair[0].person, dropped=pair[1].person, taken=("phone",), on=make.TODAY
        )
        if is_undone:
            duplicates.undo(by=actor, merger=merger, on=make.TODAY)


def test_no_number_stands_in_the_clear_anywhere(caplog: pytest.LogCaptureFixture) -> None:
    """Twice as many seeds as people, at least: each brings a number and a phone."""
    caplog.set_level(logging.INFO)
    begun, county, seeds = time.time(), make_scene(), Seeds()
    members = enter(county, seeds, PEOPLE)
    enter_by_page(county, seeds, members)
    merge_and_part(county, seeds)
    leave(
        by=make.actor_of(county.organizer),
        member=members[-1],
        reason=Leaving.OFF_ROLL,
        on=make.TODAY,
        source=Source.TYPED,
    )
    assert len(seeds.given) >= 2 * PEOPLE
    print(f"{len(seeds.given)} numbers and phones searched for")
    assert everywhere(seeds.given, caplog.text, begun) == {}


def test_the_control_a_number_in_the_clear_is_found() -> None:
    """The same search over a canary in words, in a file and in a log: each place is named."""
    begun, county = time.time(), make_scene()
    Entry.objects.create(
        person=county.person, county_id=1, org_path="000", source=Source.TYPED, on=make.TODAY, words=_CANARY
    )
    leak = Path(settings.DATA_FOLDER) / "leak.txt"
    leak.write_text(f"号码{_CANARY}。")
    try:
        hits = everywhere({_CANARY.encode()}, f"sent {_CANARY}", begun)
    finally:
        leak.unlink()
    assert {"people_entry", "log", str(leak)} <= hits.keys()
    if cluster(begun):
        assert any("pg_wal" in place for place in hits)
    assert found_in(_CANARY.encode().hex().encode(), {_CANARY.encode()})
