"""One branch registers a member as away and as parked at once: one of the two stands (P24)."""

from datetime import date
from threading import Barrier

import pytest

from dangjian.affairs.mobility.models import Stay, Talent
from dangjian.affairs.mobility.services import checks, stays, talents
from dangjian.affairs.mobility.tests.make import Scene, depart, make_scene, park
from dangjian.procedures.provisions.queries import local_values
from dangjian.rulebook import RuleBreach, Value
from tests.trust.races import together

HANDS = 12
pytestmark = [pytest.mark.trust, pytest.mark.django_db(transaction=True)]


def register(scene: Scene) -> list[str]:
    """Let every other hand register a stay, the rest a parking."""

    def act(number: int) -> str:
        try:
            (depart if number % 2 else park)(scene)
        except RuleBreach:
            return "refused"
        return "done"

    return together(HANDS, act)


def standing() -> int:
    return Stay.objects.open().count() + Talent.objects.open().count()


def test_one_of_the_two_stands() -> None:
    assert register(make_scene()).count("done") == 1
    assert standing() == 1


def test_the_control_without_a_lock_both_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    checked = Barrier(2)  # both have looked before either writes, however slow the machine

    def wait_for_the_other(county: int, on: date) -> dict[str, Value]:
        checked.wait(timeout=60)
        return local_values(county, on)

    monkeypatch.setattr(checks, "held_person", lambda _: None)
    for module in (stays, talents):
        monkeypatch.setattr(module, "local_values", wait_for_the_other)
    scene = make_scene()
    hands = (depart, park)
    together(2, lambda number: str(hands[number](scene)))
    assert standing() == 2
