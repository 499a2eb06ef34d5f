"""Two hands at the tree: moves never make a circle, and nobody founds upon a place that is leaving."""

from collections import Counter
from collections.abc import Callable
from threading import Event

import pytest
from django.db import DatabaseError

from dangjian.access import paths
from dangjian.affairs.organizations import services
from dangjian.affairs.organizations.models import Kind, Organization
from dangjian.affairs.organizations.services import decrees, founding, moving
from dangjian.affairs.organizations.tests.make import Scene, decree, make_scene, naming
from dangjian.affairs.posts.tests import make
from dangjian.rulebook import RuleBreach
from tests.trust.races import together

ROUNDS = 6
pytestmark = [pytest.mark.trust, pytest.mark.django_db(transaction=True)]


def outcome(act: Callable[[], object]) -> str:
    try:
        act()
    except RuleBreach:
        return "refused"
    except DatabaseError:
        return "broken"
    return "done"


def misplaced() -> list[Organization]:
    """Return the bodies whose place does not hang on their parent's."""
    bodies = Organization.objects.exclude(parent=None).select_related("parent")
    return [body for body in bodies if body.parent and body.path[: -paths.WIDTH] != body.parent.path]


def crossing(scene: Scene) -> list[str]:
    """Move each township under a committee of the other, at once."""
    inner = [make.make_body("内", parent=top, kind=Kind.COMMITTEE) for top in (scene.stone, scene.cloud)]
    pairs = [(scene.stone, inner[1]), (scene.cloud, inner[0])]

    def act(number: int) -> str:
        body, parent = pairs[number]
        return outcome(lambda: services.move(by=scene.by, body=body, parent=parent, decree=decree()))

    return together(2, act)


def founding_below_a_mover(scene: Scene, written: Event, moved: Event) -> None:
    """Found a group below a township's branch; while that is not committed the township moves."""

    def act(number: int) -> str:
        if number:
            written.wait(timeout=60)
            result = outcome(lambda: services.move(by=scene.by, body=scene.stone, parent=scene.cloud, decree=decree()))
            moved.set()
            return result
        given = naming("第一党小组", Kind.GROUP)
        return outcome(lambda: services.found(by=scene.by, parent=scene.east, naming=given, decree=decree()))

    assert together(2, act) == ["done", "done"]


@pytest.fixture
def slow_founding(monkeypatch: pytest.MonkeyPatch) -> tuple[Event, Event]:
    """Let a founding tell when it is written, and commit once the township has moved or plainly has to wait."""
    write_down, written, moved = decrees.write_down, Event(), Event()

    def slowly(**words: object) -> object:
        decided = write_down(**words)  # type: ignore[arg-type]  # passed on
        written.set()
        moved.wait(timeout=5)
        return decided

    monkeypatch.setattr(founding, "write_down", slowly)
    return written, moved


@pytest.fixture
def nobody_holds_the_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (founding, moving):
        monkeypatch.setattr(module, "hold_tree", lambda *, alone: None)  # noqa: ARG005  # its signature


def test_of_two_moves_against_each_other_one_is_done_and_one_refused() -> None:
    found = Counter[str]()
    for _ in range(ROUNDS):
        found.update(crossing(make_scene()))
        assert misplaced() == []
    assert found == {"done": ROUNDS, "refused": ROUNDS}


@pytest.mark.usefixtures("nobody_holds_the_tree")
def test_the_control_without_the_lock_the_moves_break() -> None:
    found = Counter[str]()
    for _ in range(ROUNDS):
        found.update(crossing(make_scene()))
    assert found["broken"] or misplaced()


def test_nobody_founds_upon_a_place_that_is_leaving(slow_founding: tuple[Event, Event]) -> None:
    founding_below_a_mover(make_scene(), *slow_founding)
    assert misplaced() == []


@pytest.mark.usefixtures("nobody_holds_the_tree")
def test_the_control_without_the_lock_the_newcomer_stays_behind(slow_founding: tuple[Event, Event]) -> None:
    founding_below_a_mover(make_scene(), *slow_founding)
    assert [body.short_name for body in misplaced()] == ["第一党小组"]
