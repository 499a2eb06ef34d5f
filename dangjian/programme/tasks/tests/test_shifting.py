"""Days of an area are moved: open tasks there move with them in the same act, and go back."""

from datetime import timedelta

import pytest

from dangjian.access.permissions import Permission
from dangjian.foundation.time import now
from dangjian.procedures.calendar import services
from dangjian.procedures.calendar.models import Cause, Shift
from dangjian.programme.tasks.models import Assignment
from dangjian.programme.tasks.shifting import follow_shifts
from dangjian.programme.tasks.tests.make import DUE, Scene, issue, make_list, make_scene, make_task

pytestmark = pytest.mark.django_db
LATER = DUE + timedelta(days=20)


def moved(scene: Scene, *, waived: bool = False) -> Shift:
    by = scene.acting(scene.officer, Permission.SHIFT_EDIT)
    return services.shift(
        by=by, organization=scene.township, cause=Cause.FARMING, from_day=DUE - timedelta(days=2),
        to_day=DUE + timedelta(days=2), moved_to=None if waived else LATER, words="秋收", basis="县委通知", at=now(),
    )  # fmt: skip


def dues(scene: Scene) -> dict[str, object]:
    rows = Assignment.objects.select_related("organization")
    return {row.organization.name: row.due_on for row in rows.filter(county_id=scene.county.pk)}


def test_tasks_of_the_area_move_and_go_back() -> None:
    scene = make_scene()
    issue(scene, make_task(scene, make_list(scene)), scene.village, scene.elsewhere)
    shift = moved(scene)
    assert dues(scene) == {scene.village.name: LATER, scene.elsewhere.name: DUE}
    assert follow_shifts() == 0
    services.put_back(by=scene.acting(scene.officer, Permission.SHIFT_EDIT), shift=shift, at=now())
    assert dues(scene) == {scene.village.name: DUE, scene.elsewhere.name: DUE}
    assert not Assignment.objects.exclude(moved_from=None).exists()


def test_a_waiver_moves_no_task_and_what_is_handed_in_stays() -> None:
    scene = make_scene()
    issue(scene, make_task(scene, make_list(scene)), scene.village)
    moved(scene, waived=True)
    assert dues(scene) == {scene.village.name: DUE}
    Assignment.objects.update(state="written_off", closed_on=DUE)
    moved(scene)
    assert dues(scene) == {scene.village.name: DUE}
