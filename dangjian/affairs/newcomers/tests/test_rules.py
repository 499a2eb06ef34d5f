from datetime import date

import pytest

from dangjian.affairs.newcomers.rules import FIRM, SOCIETY, Body, Cover, Share, Tally, cover, staff_first, tally

ON = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("body", "has_work", "is_out", "found"),
    [
        (Body.OWN, False, False, Cover.OWN),
        (Body.JOINT, True, False, Cover.JOINT),  # A body counts before an instructor does.
        (Body.NONE, True, False, Cover.WORK),
        (Body.NONE, False, False, Cover.NONE),
        (Body.OWN, True, True, Cover.OUT),  # What does not operate is not counted, whatever it has.
    ],
)
def test_a_unit_is_reached_one_way(body: Body, has_work: bool, is_out: bool, found: Cover) -> None:  # noqa: FBT001
    assert cover(body, has_work=has_work, is_out=is_out) is found


def test_numerator_and_base_are_those_of_the_formula() -> None:
    found = tally(
        [
            (Body.OWN, False, False, 215), (Body.JOINT, False, False, 178), (Body.NONE, True, False, 100),
            (Body.NONE, False, False, 153), (Body.JOINT, False, True, 2), (Body.NONE, False, True, 2),
        ]
    )  # fmt: skip
    assert (found.listed, found.base, found.with_body, found.covered) == (650, 646, 395, 393)
    assert (found.coverage.words, found.coverage.rests_on) == ("60.8%", "393 ÷ 646")
    assert (found.own_share.words, found.work_share.rests_on) == ("33.3%", "100 ÷ 253")
    assert found + Tally() == found


@pytest.mark.parametrize(
    ("share", "words"),
    [(Share(1, 2), "50.0%"), (Share(2, 3), "66.7%"), (Share(1, 2000), "0.1%"), (Share(0, 5), "0.0%")],
)
def test_shares_are_rounded_half_up(share: Share, words: str) -> None:
    assert share.words == words


def test_over_nothing_there_is_no_share() -> None:
    assert Share(0, 0).words == "没有底数"


def test_a_county_sets_who_is_organized_first() -> None:
    assert (staff_first(FIRM, ON).number, staff_first(SOCIETY, ON).number) == (50, 30)
    assert staff_first(FIRM, ON, {"newcomers.firm_staff_first": 100}).number == 100
    assert staff_first(FIRM, ON).needs_checking
