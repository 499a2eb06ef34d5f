"""What happens by itself: a new period begins once, however often one looks."""

from datetime import date

import pytest

from dangjian.programme.tasks import jobs
from dangjian.programme.tasks.models import Assignment
from dangjian.programme.tasks.tests.make import issue, make_list, make_scene, make_task

pytestmark = pytest.mark.django_db


def test_a_month_that_begins_makes_its_assignments_once(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = make_scene()
    task = make_task(scene, make_list(scene), due_on=None, cadence="month")
    issue(scene, task, scene.village, on=date(2026, 11, 21))
    monkeypatch.setattr(jobs, "today", lambda: date(2026, 12, 1))
    assert [jobs.open_periods_of_today(timestamp=0) for _ in range(2)] == [1, 0]
    assert list(Assignment.objects.order_by("due_on").values_list("due_on", flat=True)) == [
        date(2026, 11, 30),
        date(2026, 12, 31),
    ]
