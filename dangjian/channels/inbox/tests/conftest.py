"""A register of posts of the tests' own in place of the county's."""

from collections.abc import Iterable, Mapping
from datetime import date

import pytest

from dangjian.channels.inbox import holders

Posts = dict[tuple[int, str], list[int]]


@pytest.fixture
def posts(monkeypatch: pytest.MonkeyPatch) -> Posts:
    """Who holds which role where, to be filled by the test: (body, role) → accounts."""
    held: Posts = {}

    def source(bodies: Iterable[int], roles: Iterable[str], _on: date) -> Mapping[int, list[int]]:
        wanted = list(roles)
        return {body: [one for role in wanted for one in held.get((body, role), [])] for body in bodies}

    monkeypatch.setattr(holders, "_sources", [source])
    return held
