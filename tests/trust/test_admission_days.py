"""Generated admissions at random days: the services and a naive reference agree on each day and each refusal.

1,000 cases in the full size. The controls are services made wrong on purpose: each must be caught.
"""

import os
from datetime import date, timedelta

import pytest

from dangjian.affairs.admissions import rules
from dangjian.affairs.admissions.tests.make import make_scene
from dangjian.procedures.cases import rules as case_rules
from dangjian.procedures.cases.services import findings as notices
from tests.trust.admitting.walking import Findings, walk, walk_from_the_middle

CASES = 1_000 if os.environ.get("TRUST") == "full" else 40
WHOLE = 60 if os.environ.get("TRUST") == "full" else 6  # From the letter to the archive.
CONTROL = 150  # Enough for any of the controls to be met by chance, whatever its step.
pytestmark = [pytest.mark.trust, pytest.mark.django_db]


def test_the_services_agree_with_the_reference() -> None:
    """Cases at every step, with random days behind them and before them."""
    scene, found = make_scene(), Findings()
    for seed in range(CASES):
        walk_from_the_middle(scene, seed, found)
    _tell(found)
    assert found.differences == []
    assert found.refusals > CASES // 2
    assert found.days > 2 * CASES


def test_whole_ways_agree_with_the_reference() -> None:
    """From the letter to the archive, extensions of probation among them."""
    scene, found = make_scene(), Findings()
    for seed in range(WHOLE):
        walk(scene, seed, found)
    _tell(found)
    assert found.differences == []
    assert found.refusals > WHOLE
    assert found.days > 20 * WHOLE


def _tell(found: Findings) -> None:
    said = f"{found.cases} cases, {found.done} to the end, {found.days} days, {found.refusals} refusals"
    print(f"{said}, {len(found.differences)} differences")


def _thirty_days(day: date, number: int) -> date:
    return day + timedelta(days=30 * number)


def _calendar_days(start: date, number: int, unit: str) -> date:
    del unit
    return start + timedelta(days=number)


@pytest.mark.parametrize("mutant", ["months", "notice", "age", "contacts", "reviews", "approval", "extension"])
def test_a_service_made_wrong_is_caught(monkeypatch: pytest.MonkeyPatch, mutant: str) -> None:
    if mutant == "months":
        monkeypatch.setattr(case_rules, "add_months", _thirty_days)
    elif mutant == "notice":
        monkeypatch.setattr(notices, "counted", _calendar_days)
    elif mutant == "age":
        monkeypatch.setattr(rules, "of_age", lambda _born, _on: None)
    elif mutant == "contacts":
        monkeypatch.setattr(rules, "are_contacts", lambda number, _text: number > 0)
    elif mutant == "reviews":
        monkeypatch.setattr(rules, "review_days", lambda *_: [])
    elif mutant == "approval":
        monkeypatch.setattr(rules, "approval", lambda *_: None)
    else:
        monkeypatch.setattr(rules.Bound, "allows", lambda _self, _day: True)
    scene, found = make_scene(), Findings()
    for seed in range(CONTROL):
        (walk if mutant == "age" else walk_from_the_middle)(scene, seed, found, at_most=1)
        if found.differences:
            return
    pytest.fail(f"{mutant}: {found.refusals} refusals, and nobody noticed")
