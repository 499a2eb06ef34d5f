"""The engine, plain SQL and a naive Python reference agree on every cell; a mutated engine does not."""

import os

import pytest

from dangjian.activities.duties import engine
from dangjian.activities.duties.engine import STATEMENT, reckon
from dangjian.activities.duties.models import DutyResult
from dangjian.activities.duties.tests.references import naive, plain, results
from dangjian.activities.duties.tests.worlds import YEAR, make_worlds
from dangjian.affairs.organizations.models import Organization

pytestmark = pytest.mark.django_db
COUNTIES = 1000 if os.environ.get("TRUST") == "full" else 60
BATCH = 20
MUTANTS = {
    "the last day of a period does not count": ("held.held_on BETWEEN owed.start AND owed.due_on",
                                               "held.held_on BETWEEN owed.start AND owed.due_on - 1"),
    "seven becomes more than seven": ('head.full >= cell."full"', 'head.full > cell."full"'),
    "what was withdrawn counts": ("WHERE county_id = %(county)s AND withdrawn_at IS NULL AND person_id IS NULL",
                                  "WHERE county_id = %(county)s AND person_id IS NULL"),
    "two on one day are two": ("    UNION\n", "    UNION ALL\n"),
    "corrected states count": ("state.organization_id = body.id AND state.superseded_at IS NULL",
                               "state.organization_id = body.id"),
    "a shift is forgotten": ("coalesce(moved.due, cell.due)", "cell.due"),
    "founded on the first day is founded inside": ("body.founded_on > ask.start", "body.founded_on >= ask.start"),
    "what a secretary did before the post counts": (" AND holder.during @> led.held_on", ""),
    "suspended members count": (" AND spell.standing = 'normal'", ""),
}  # fmt: skip


def disagreements(county: Organization) -> list[str]:
    """Say where the three ways differ in a county-year."""
    ours, by_python, by_sql = results(county, YEAR), naive(county, YEAR), plain(county, YEAR)
    keys = ours.keys() | by_python.keys() | by_sql.keys()
    return [
        f"{key}: engine {ours.get(key)}, python {by_python.get(key)}, sql {by_sql.get(key)}"
        for key in sorted(keys)
        if not ours.get(key) == by_python.get(key) == by_sql.get(key)
    ]


@pytest.mark.parametrize("first", range(0, COUNTIES, BATCH))
def test_three_ways_agree_on_every_cell(first: int) -> None:
    cells = 0
    for county in make_worlds(range(first, first + BATCH)):
        reckon(county.pk, YEAR)
        assert disagreements(county) == []
        cells += len(results(county, YEAR))
    assert cells > 100 * BATCH


def test_one_body_at_a_time_comes_to_the_same() -> None:
    for county in make_worlds(range(2000, 2008)):
        reckon(county.pk, YEAR)
        whole = results(county, YEAR)
        DutyResult.objects.all().delete()
        for body in Organization.objects.filter(county_id=county.pk):
            reckon(county.pk, YEAR, bodies=[body.pk])
        assert results(county, YEAR) == whole


def test_reckoning_again_writes_nothing() -> None:
    (county,) = make_worlds(range(3000, 3001))
    assert reckon(county.pk, YEAR) > 0
    assert reckon(county.pk, YEAR) == 0


@pytest.mark.parametrize("name", MUTANTS)
def test_the_control_a_mutated_engine_is_caught(name: str) -> None:
    old, new = MUTANTS[name]
    assert STATEMENT.count(old) == 1
    for first in range(4000, 4060, 4):
        for county in make_worlds(range(first, first + 4)):
            engine.reckon(county.pk, YEAR, statement=STATEMENT.replace(old, new))
            if results(county, YEAR) != plain(county, YEAR):
                return
    pytest.fail("no county of sixty told the difference")
