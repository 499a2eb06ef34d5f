"""A record is sealed while two reckonings of the county run: what it healed stays healed, nothing is warned twice."""

from collections.abc import Callable, Collection
from datetime import timedelta
from threading import Event
from time import monotonic, sleep

import pytest
from django.db import connection, transaction

from dangjian.activities.duties.models import DutyResult
from dangjian.affairs.dossier.tests.make import Village, make_village
from dangjian.affairs.posts.tests.make import make_body
from dangjian.foundation.time import today
from dangjian.programme.warnings.engine import _values, reckon
from dangjian.programme.warnings.facts import RECKON
from dangjian.programme.warnings.models import RaisedWarning, WarningRule
from dangjian.programme.warnings.tests.make import a_rule, missed
from tests.trust.races import together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.trust]
PATIENCE = 60  # Seconds.
Reckon = Callable[[int, Collection[int] | None], int]


def by_engine(county: int, bodies: Collection[int] | None) -> int:
    return reckon(county, today(), bodies=bodies)


@transaction.atomic
def without_the_lock(county: int, bodies: Collection[int] | None) -> int:
    """The same statement, and nobody waits for anybody."""
    rules = list(WarningRule.objects.standing().filter(county_id=county))
    with connection.cursor() as cursor:
        cursor.execute(RECKON, _values(county, today(), rules, bodies))
        return int(cursor.rowcount)


def both_wait() -> None:
    """Return once the two others wait for this transaction."""
    until = monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while monotonic() < until:
            cursor.execute(
                "SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted AND pid IN "
                "(SELECT pid FROM pg_stat_activity WHERE datname = current_database())"
            )
            if cursor.fetchone()[0] > 1:
                return
            sleep(0.02)
    pytest.fail("the reckonings did not come")


def raced(how: Reckon) -> tuple[Village, list[tuple[str, str]]]:
    """Seal the missing record of a branch that was warned, amid two reckonings; another branch is newly late."""
    village = make_village()
    a_rule(village.officer, is_on=True)
    done = missed(village.branch, ago=15)
    by_engine(village.county.pk, None)
    late = make_body("西山村党支部", parent=village.township)
    missed(late, ago=12)
    sealed = Event()

    def act(number: int) -> str:
        if number:
            sealed.wait(PATIENCE)
            how(village.county.pk, None)
            return "reckoned"
        with transaction.atomic():
            DutyResult.objects.filter(pk=done.pk).update(met_on=today() - timedelta(days=1), got=1)
            how(village.county.pk, [village.branch.pk])
            sealed.set()
            both_wait()
        return "sealed"

    assert together(3, act) == ["sealed", "reckoned", "reckoned"]
    return village, sorted(RaisedWarning.objects.values_list("organization__name", "ended"))


def test_what_a_record_healed_stays_healed_and_the_late_are_warned_once(
    django_db_serialized_rollback: None,  # noqa: ARG001  # asked by name
) -> None:
    village, rows = raced(by_engine)
    assert rows == sorted([(village.branch.name, "healed"), ("西山村党支部", "")])


def test_the_control_without_the_lock_an_older_view_undoes_it(
    django_db_serialized_rollback: None,  # noqa: ARG001  # asked by name
) -> None:
    village, rows = raced(without_the_lock)
    assert (village.branch.name, "") in rows
