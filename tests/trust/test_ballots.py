"""T42: as many ballots as voters, counted as they were given; and no way from a voter to a ballot.

10,000 voters in 250 branches, three browsers each, under ``TRUST=full``.
"""

import os
import struct
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import psycopg
import pytest
from django.db import connection
from psycopg import Connection

from dangjian.access.secrets import unseal_bytes
from dangjian.activities.appraisals import services
from dangjian.activities.appraisals.models import Appraisal, Grading, SealedUrn, Turn
from dangjian.activities.appraisals.rules import Grade, Urn
from dangjian.activities.appraisals.services.counting import Miscounted
from dangjian.activities.appraisals.tests import make
from dangjian.activities.appraisals.tests.make import Voters
from dangjian.activities.meetings.tests.make import EVENING, ON, Scene
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.posts.tests import make as posts
from dangjian.foundation.database.cluster import SUPERUSER
from dangjian.rulebook import RuleBreach
from tests.trust.races import together

pytestmark = [pytest.mark.trust, pytest.mark.django_db(transaction=True)]
IS_FULL = os.environ.get("TRUST") == "full"
VOTERS, BRANCHES = (40, 250) if IS_FULL else (8, 2)
BROWSERS = 3
HANDS = 24  # At once: a server has a hundred connections for everything.
WORDS = tuple(grade.value for grade in Grade)


@pytest.fixture
def voters() -> Voters:
    found = make.make_voters()
    grow(found)
    return found


def grow(found: Voters) -> None:
    """Let the branch have as many voters as are wanted."""
    for number in range(VOTERS - len(found.accounts)):
        member = posts.make_member(found.scene.branch, f"党员{number}")
        found.scene.members.append(member)
        found.accounts[member.person.name] = posts.make_account(member.person)


def another_branch(scene: Scene, number: int) -> Voters:
    branch = posts.make_body(f"第{number}党支部", parent=scene.township)
    secretary = posts.make_holder(branch, Role.SECRETARY, "赵大勇")
    found = Voters(replace(scene, branch=branch, secretary_account=secretary, members=[]))
    grow(found)
    return found


def ballot(voters: Voters, place: int) -> dict[int, Grade]:
    """Return what the voter at a place chooses: of every voter something else."""
    name = list(voters.accounts)[place]
    others = make.choices(voters, name)
    return {member: list(Grade)[(place + number) % len(Grade)] for number, member in enumerate(others)}


def held(appraisal: Appraisal) -> Urn:
    row = SealedUrn.objects.get(appraisal=appraisal)
    return Urn.from_bytes(unseal_bytes(bytes(row.counts), bytes(row.place)))


def storm(voters: Voters, appraisal: Appraisal) -> Counter[str]:
    """Let every voter send the ballot from three browsers at the same moment; return what they were told."""
    actors = [voters.actor(name) for name in voters.accounts]
    said = [ballot(voters, place) for place in range(VOTERS)]

    def cast(place: int) -> str:
        try:
            services.cast(by=actors[place], appraisal=appraisal, choices=said[place])
        except RuleBreach as breach:
            return breach.message[:7]
        return "cast"

    def act(hand: int) -> str:  # Neighbors send for the same voter.
        return "|".join(cast(number // BROWSERS) for number in range(hand, VOTERS * BROWSERS, HANDS))

    return Counter(told for words in together(HANDS, act) for told in words.split("|"))


def voted_and_counted(voters: Voters) -> None:
    """Let a branch vote; as many turns and ballots as voters, and the counts those of a recount."""
    appraisal = make.opened(voters)
    assert storm(voters, appraisal) == {"cast": VOTERS, "您已经投过票了": VOTERS * (BROWSERS - 1)}
    turns = Turn.objects.filter(appraisal=appraisal)
    assert turns.values("member_id").distinct().count() == held(appraisal).cast == VOTERS
    services.count(by=voters.scene.secretary, appraisal=appraisal, on=ON, at=EVENING)
    gradings = list(Grading.objects.filter(appraisal=appraisal))
    recount: dict[int, Counter[Grade]] = {one.member_id: Counter() for one in gradings}
    for place in range(VOTERS):
        for member, grade in ballot(voters, place).items():
            recount[member][grade] += 1
    assert {row.member_id: row.counts for row in gradings} == {
        member: tuple(counts[grade] for grade in Grade) for member, counts in recount.items()
    }


def test_as_many_ballots_as_voters_and_the_count_is_that_of_a_recount(voters: Voters) -> None:
    voted_and_counted(voters)
    for number in range(1, BRANCHES):
        voted_and_counted(another_branch(voters.scene, number))
    assert Appraisal.objects.filter(cast=VOTERS).count() == BRANCHES


@contextmanager
def turns_without_their_key() -> Iterator[None]:
    """The control: the key of the turns dropped."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE appraisals_turn DROP CONSTRAINT appraisals_turn_pkey")
        try:
            yield
        finally:
            cursor.execute("DELETE FROM appraisals_turn")
            cursor.execute("ALTER TABLE appraisals_turn ADD PRIMARY KEY (appraisal_id, member_id)")


def test_the_control_turns_without_their_key_are_caught_and_the_urn_stays_closed(voters: Voters) -> None:
    appraisal = make.opened(voters)
    with turns_without_their_key():
        assert storm(voters, appraisal) == {"cast": VOTERS * BROWSERS}
        assert held(appraisal).cast > Turn.objects.values("member_id").distinct().count()
        with pytest.raises(Miscounted):
            services.count(by=voters.scene.secretary, appraisal=appraisal, on=ON, at=EVENING)
    assert SealedUrn.objects.exists()


@dataclass(frozen=True, slots=True)
class Way:
    """A table that holds a choice in clear, and what joins its rows to the turns."""

    table: str
    by: str


def ways() -> set[Way]:
    """Search every table for choices in clear; say by what each row that holds one is joined to a voter."""
    found = set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin::text FROM appraisals_turn")
        transactions = {row[0] for row in cursor.fetchall()}
        cursor.execute("SELECT at FROM access_auditrow WHERE action = 'appraisal.cast'")
        moments = {row[0] for row in cursor.fetchall()}
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        for (table,) in cursor.fetchall():
            # Names of tables come from the catalog.
            cursor.execute(f'SELECT xmin::text, * FROM "{table}" ORDER BY ctid')  # noqa: S608
            rows = [row for row in cursor.fetchall() if any(_says(cell) for cell in row[1:])]
            if rows:
                found.add(Way(table, "choice in clear"))
            if len(rows) == len(transactions):
                found.add(Way(table, "order"))
            if any(row[0] in transactions for row in rows):
                found.add(Way(table, "transaction"))
            if any(_is_near(cell, moments) for row in rows for cell in row[1:]):
                found.add(Way(table, "time"))
    return found


def _is_near(cell: object, moments: set[datetime]) -> bool:
    """Say whether a cell is a moment within a second of one at which the log says that someone voted."""
    return isinstance(cell, datetime) and any(abs(cell - moment) < timedelta(seconds=1) for moment in moments)


def _says(cell: object) -> bool:
    """Say whether a cell holds a grade. The log says what an account did: never what it chose."""
    return isinstance(cell, str) and any(word in cell for word in WORDS)


def vote(voters: Voters, appraisal: Appraisal) -> None:
    """Let them vote one after another."""
    for place, name in enumerate(voters.accounts):
        services.cast(by=voters.actor(name), appraisal=appraisal, choices=ballot(voters, place))


def test_no_row_leads_from_a_voter_to_a_choice(voters: Voters) -> None:
    appraisal = make.opened(voters)
    lengths = {len(SealedUrn.objects.get().counts)}
    vote(voters, appraisal)
    assert ways() == set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin::text FROM appraisals_turn ORDER BY ctid")
        turns = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT xmin::text FROM appraisals_sealedurn")
        assert cursor.fetchall() == [(turns[-1],)]  # One row for all ballots, of whoever came last.
        cursor.execute("SELECT column_name, data_type FROM information_schema.columns "
                       "WHERE table_name = 'appraisals_turn'")  # fmt: skip
        columns = dict(cursor.fetchall())
    assert set(columns) == {"appraisal_id", "member_id", "county_id", "org_path"}
    assert {len(SealedUrn.objects.get().counts), *lengths} == lengths
    services.count(by=voters.scene.secretary, appraisal=appraisal, on=ON, at=EVENING)
    assert not Turn.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM appraisals_grading")
        assert cursor.fetchone() == (1,)  # All counts were written by who opened the urn.


def test_the_control_ballots_as_rows_with_a_time_are_caught(voters: Voters, monkeypatch: pytest.MonkeyPatch) -> None:
    appraisal = make.opened(voters)
    true_add = Urn.add

    def kept(self: Urn, choices: dict[int, Grade]) -> None:
        true_add(self, choices)
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO planted_ballot (said) VALUES (%s)", [",".join(choices.values())])

    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE planted_ballot (id uuid DEFAULT gen_random_uuid(), at timestamptz DEFAULT now(), said text)"
        )
        try:
            monkeypatch.setattr(Urn, "add", kept)
            vote(voters, appraisal)
            assert {way.by for way in ways()} == {"choice in clear", "order", "transaction", "time"}
        finally:
            cursor.execute("DROP TABLE planted_ballot")


@contextmanager
def owner() -> Iterator[Connection]:
    """Connect as the owner of the database server: of the embedded one, the account of the test may."""
    where = connection.settings_dict
    try:
        found = psycopg.connect(host=where["HOST"], user=SUPERUSER, dbname=where["NAME"], autocommit=True)
    except psycopg.OperationalError:
        pytest.skip("只有内置数据库的所有者能读页面和日志")
    with found:
        yield found


def pages_and_log(by: Connection, since: str) -> bytes:
    """Return the pages of the urns and the write-ahead log from a file on, as they lie on the disk."""
    by.execute("CHECKPOINT")
    pages = by.execute("SELECT pg_read_binary_file(pg_relation_filepath('appraisals_sealedurn'))").fetchone()
    log = by.execute(
        "SELECT pg_read_binary_file('pg_wal/' || name) FROM pg_ls_waldir() "
        "WHERE name BETWEEN %s AND pg_walfile_name(pg_current_wal_lsn()) ORDER BY name",
        [since],
    )
    return b"".join(row[0] for row in (pages, *log.fetchall()) if row)


def test_neither_pages_nor_the_log_hold_counts_in_clear(voters: Voters) -> None:
    with owner() as by:
        row = by.execute("SELECT pg_walfile_name(pg_current_wal_lsn())").fetchone()
        since = row[0] if row else ""
        appraisal = make.opened(voters)
        vote(voters, appraisal)
        urn = held(appraisal)
        lines = [struct.pack(">Q4H", member, *counts) for member, counts in urn.counts.items()]
        kept = pages_and_log(by, since)
        assert bytes(SealedUrn.objects.get().counts) in kept  # The right place was looked at.
        assert not [line for line in lines if line in kept]
        SealedUrn.objects.update(counts=urn.to_bytes())  # The control: unsealed, they are found.
        kept = pages_and_log(by, since)
        assert all(line in kept for line in lines)
