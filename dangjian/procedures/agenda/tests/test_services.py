"""The digest is made once a workday, from half past eight, never at night."""

from datetime import date, datetime

import pytest

from dangjian.channels.inbox.models import DigestRun
from dangjian.foundation.time import at
from dangjian.procedures.agenda import services

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 20)
SATURDAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def reminded(monkeypatch: pytest.MonkeyPatch) -> list[tuple[date, datetime]]:
    """What the only reminder was asked for."""
    asked: list[tuple[date, datetime]] = []
    monkeypatch.setattr(services, "_reminders", [])
    services.remind_by(lambda day, moment: asked.append((day, moment)))
    return asked


@pytest.mark.parametrize(
    "moment", [at(FRIDAY, 8, 29), at(FRIDAY, 18), at(FRIDAY, 3), at(SATURDAY, 9), at(date(2026, 10, 1), 9)]
)
def test_nothing_at_night_or_on_a_day_off(moment: datetime, reminded: list[tuple[date, datetime]]) -> None:
    assert services.deliver(at=moment) is None
    assert reminded == []
    assert not DigestRun.objects.exists()


def test_once_a_day_however_often_it_is_asked(reminded: list[tuple[date, datetime]]) -> None:
    assert services.deliver(at=at(FRIDAY, 10, 40)) is not None
    assert services.deliver(at=at(FRIDAY, 10, 50)) is None
    assert reminded == [(FRIDAY, at(FRIDAY, 8, 30))]
    assert [run.day for run in DigestRun.objects.all()] == [FRIDAY]
