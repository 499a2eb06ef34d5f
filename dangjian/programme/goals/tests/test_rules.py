import pytest

from dangjian.access.paths import segment
from dangjian.programme.goals.rules import DEEPEST, TooDeepError, places, spans


def test_places_follow_the_order_of_the_children() -> None:
    found = places({None: [7, 3], 7: [5], 3: [2, 9]}, segment)
    assert sorted(found, key=found.__getitem__) == [7, 5, 3, 2, 9]
    assert found[5].startswith(found[7])


def test_a_programme_has_six_levels_at_most() -> None:
    chain: dict[int | None, list[int]] = {None: [1]} | {level: [level + 1] for level in range(1, DEEPEST)}
    assert len(places(chain, segment)) == DEEPEST
    with pytest.raises(TooDeepError):
        places(chain | {DEEPEST: [DEEPEST + 1]}, segment)


def test_years_below_lie_within_the_years_above() -> None:
    assert spans((2026, 2028), [(2026, 2026), (2027, 2028)])
    assert not spans((2026, 2028), [(2026, 2029)])
    assert not spans((2026, 2028), [(2025, 2026)])
