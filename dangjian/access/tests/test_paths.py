import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian.access import paths

positions = st.lists(st.integers(0, paths.CHILDREN - 1), min_size=1, max_size=6)


def path_of(numbers: list[int]) -> str:
    path = ""
    for number in numbers:
        path = paths.child(path, number)
    return path


@given(positions, positions)
def test_a_subtree_is_exactly_what_begins_with_the_same_positions(outer: list[int], inner: list[int]) -> None:
    assert paths.contains(path_of(outer), path_of(inner)) == (inner[: len(outer)] == outer)


@given(positions)
def test_a_path_tells_its_number_depth_and_ancestors(numbers: list[int]) -> None:
    path = path_of(numbers)
    assert paths.number(path) == numbers[-1]
    assert paths.depth(path) == len(numbers)
    assert paths.ancestors(path) == [path_of(numbers[:end]) for end in range(1, len(numbers) + 1)]


@given(positions, st.integers(0, paths.CHILDREN - 2))
def test_siblings_sort_by_number(numbers: list[int], number: int) -> None:
    path = path_of(numbers)
    assert paths.following(paths.child(path, number)) <= paths.child(path, number + 1)


def test_look_alike_positions_do_not_contain_each_other() -> None:
    one, ten, hundred = (paths.child("000", n) for n in (1, 10, 100))
    assert not paths.contains(one, ten)
    assert not paths.contains(one, hundred)


def test_there_is_an_end_to_the_children() -> None:
    with pytest.raises(ValueError, match="46656"):
        paths.segment(paths.CHILDREN)
