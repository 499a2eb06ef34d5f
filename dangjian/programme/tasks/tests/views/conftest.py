"""Every page test speaks of the day of the story."""

import pytest

from dangjian.programme.tasks.tests.views.visitors import stand_on


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_on(monkeypatch)
