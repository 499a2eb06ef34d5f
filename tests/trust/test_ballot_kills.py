"""T42: a ballot whose worker or connection is killed in the middle is wholly cast or not at all."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection, transaction

from dangjian.activities.appraisals import services
from dangjian.activities.appraisals.models import Appraisal, SealedUrn, Turn
from dangjian.activities.appraisals.tests import make
from dangjian.activities.appraisals.tests.make import Voters
from dangjian.activities.meetings.tests.make import EVENING, ON
from tests.trust.test_ballots import held

pytestmark = [pytest.mark.trust, pytest.mark.django_db(transaction=True)]
ROUNDS = 20 if os.environ.get("TRUST") == "full" else 1
# What holds a ballot up: after its turn was taken, and after the counts were changed too.
MOMENTS = ("LOCK TABLE appraisals_sealedurn IN EXCLUSIVE MODE", "LOCK TABLE access_auditrow IN EXCLUSIVE MODE")
CAST = """
import django; django.setup()
from dangjian.access.actors import Actor
from dangjian.activities.appraisals.models import Appraisal
from dangjian.activities.appraisals.services import casting
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.posts.tests import make as posts
from django.db import connection
if {spoiled}:
    whole = casting._take_turn
    def alone(elector):
        whole(elector)
        with connection.cursor() as cursor:
            cursor.execute("COMMIT")
            cursor.execute("BEGIN")
    casting._take_turn = alone
by = posts.actor_of(Account.objects.get(pk={account}))
with connection.cursor() as cursor:
    cursor.execute("SELECT pg_backend_pid()")
    print(cursor.fetchone()[0], flush=True)
casting.cast(by=by, appraisal=Appraisal.objects.get(pk={appraisal}), choices={{}})
"""


@pytest.fixture
def voters() -> Voters:
    return make.make_voters()


@contextmanager
def casting(voters: Voters, appraisal: Appraisal, name: str, *, spoiled: bool) -> "Iterator[subprocess.Popen[bytes]]":
    """Let a process of its own cast the ballot of a member."""
    address = urlsplit(os.environ["DATABASE_URL"])
    own = urlunsplit(address._replace(path="/" + str(connection.settings_dict["NAME"])))
    environment: dict[str, Any] = {**os.environ, "DATABASE_URL": own, "DANGJIAN_KEYS": str(settings.KEY_FILE)}
    program = CAST.format(account=voters.accounts[name].pk, appraisal=appraisal.pk, spoiled=spoiled)
    process = subprocess.Popen(
        [sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stdout
        process.stdout.close()


def killed(voters: Voters, appraisal: Appraisal, *, moment: str, victim: str, spoiled: bool = False) -> None:
    """Hold a ballot up at a moment, see that it waits there, and kill its process or its connection."""
    with casting(voters, appraisal, "李秀英", spoiled=spoiled) as process, transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(moment)
            assert process.stdout
            backend = int(process.stdout.readline())
            until_waits(backend)
            if victim == "worker":
                process.send_signal(signal.SIGKILL)
            else:
                cursor.execute("SELECT pg_terminate_backend(%s)", [backend])
        process.wait(timeout=30)
    until_gone(backend)


def until_waits(backend: int) -> None:
    asked(backend, lambda row: row is not None and row[0] == "Lock", "the ballot waits in the middle")


def until_gone(backend: int) -> None:
    asked(backend, lambda row: row is None, "the connection is gone, and what it had not finished")


def asked(backend: int, is_so: Any, words: str) -> None:  # noqa: ANN401  # a test of a row
    for _ in range(300):
        with connection.cursor() as cursor:
            cursor.execute("SELECT wait_event_type FROM pg_stat_activity WHERE pid = %s", [backend])
            if is_so(cursor.fetchone()):
                return
            cursor.execute("SELECT pg_stat_clear_snapshot()")  # Within a transaction the view is kept as first read.
        time.sleep(0.1)
    raise AssertionError(words)


def agree(appraisal: Appraisal) -> bool:
    return Turn.objects.filter(appraisal=appraisal).count() == held(appraisal).cast


@pytest.mark.parametrize("victim", ["worker", "connection"])
@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_in_the_middle_turn_and_urn_agree_and_the_ballot_is_cast_again(
    voters: Voters, moment: str, victim: str
) -> None:
    appraisal = make.opened(voters)
    for _ in range(ROUNDS):
        killed(voters, appraisal, moment=moment, victim=victim)
        assert (Turn.objects.count(), held(appraisal).cast) == (0, 0)
    for name in voters.accounts:
        services.cast(by=voters.actor(name), appraisal=appraisal, choices=make.choices(voters, name))
    assert agree(appraisal)
    services.count(by=voters.scene.secretary, appraisal=appraisal, on=ON, at=EVENING)
    assert not SealedUrn.objects.exists()


def test_the_control_a_turn_kept_by_itself_is_found(voters: Voters) -> None:
    appraisal = make.opened(voters)
    killed(voters, appraisal, moment=MOMENTS[0], victim="worker", spoiled=True)
    assert (Turn.objects.count(), held(appraisal).cast) == (1, 0)
    assert not agree(appraisal)
