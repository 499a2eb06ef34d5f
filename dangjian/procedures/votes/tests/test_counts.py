"""Counts that cannot be are refused in words; what they carry is what the table says."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian.procedures.votes.counts import Counts, check_counts, check_passed
from dangjian.procedures.votes.rules import Motion, line
from dangjian.rulebook import RuleBreach

ON = date(2026, 11, 20)
ADMISSION = line(Motion.ADMISSION, ON)


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (Counts(entitled=9, present=10, ballots=9, yes=9), "比应到 9 人还多"),
        (Counts(entitled=9, present=8, ballots=9, yes=8), "这次表决无效"),
        (Counts(entitled=9, present=8, ballots=8, yes=6, no=3), "比收回的 8 票还多"),
        (Counts(entitled=9, present=8, ballots=8, yes=8, written=2), "比没有到会的 1 人还多"),
        (Counts(entitled=9, present=4, ballots=4, yes=4), "至少到会 5 人"),
        (Counts(entitled=0, present=0, ballots=0, yes=0), "应到人数是 0"),
        (Counts(entitled=9, present=8, ballots=8, yes=-1), "不能是负数"),
    ],
)
def test_what_cannot_be_is_refused(counts: Counts, words: str) -> None:
    with pytest.raises(RuleBreach, match=words):
        check_counts(ADMISSION, counts)


def test_a_written_opinion_counts_only_where_the_table_says_so() -> None:
    counts = Counts(entitled=9, present=6, ballots=6, yes=4, no=2, written=1)
    check_counts(ADMISSION, counts)
    check_passed(ADMISSION, counts)
    with pytest.raises(RuleBreach, match="不计书面意见"):
        check_counts(line(Motion.DECISION, ON), counts)


def test_what_was_not_carried_is_not_passed() -> None:
    with pytest.raises(RuleBreach, match="要有 5 票赞成，赞成 4 票") as caught:
        check_passed(ADMISSION, Counts(entitled=9, present=9, ballots=9, yes=4, no=5))
    assert "发展党员工作细则" in caught.value.citation


@given(st.integers(1, 60), st.integers(0, 60), st.integers(0, 60), st.integers(0, 10))
def test_an_admission_passes_as_the_rule_reads(entitled: int, present: int, yes: int, written: int) -> None:
    counts = Counts(entitled=entitled, present=present, ballots=present, yes=yes, written=written)
    is_lawful = present <= entitled and yes <= present and written <= entitled - present and present * 2 > entitled
    try:
        check_counts(ADMISSION, counts)
    except RuleBreach:
        assert not is_lawful
    else:
        assert is_lawful
        assert counts.is_passed(ADMISSION) == ((yes + written) * 2 > entitled)
