"""How tasks and assignments are colored and counted; no database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian.procedures.agenda.rules import Level
from dangjian.programme.tasks import rules
from dangjian.programme.tasks.rules import Tally

ON = date(2026, 11, 21)


def of(state: str, due: int, submitted: int | None = None, closed: int | None = None) -> tuple[Level, str]:
    stands = rules.of_assignment(
        state=state,
        due_on=ON + timedelta(days=due),
        submitted_on=None if submitted is None else ON + timedelta(days=submitted),
        closed_on=None if closed is None else ON + timedelta(days=closed),
        on=ON,
        yellow=7,
    )
    return stands.level, stands.words


@pytest.mark.parametrize(
    ("state", "due", "submitted", "closed", "level"),
    [
        ("assigned", 8, None, None, Level.OK),
        ("assigned", 7, None, None, Level.SOON),
        ("assigned", 0, None, None, Level.SOON),
        ("assigned", -1, None, None, Level.LATE),
        ("submitted", -5, -6, None, Level.INFO),
        ("accepted", -5, -6, None, Level.INFO),
        ("written_off", -5, -6, -1, Level.OK),
        ("withdrawn", -5, None, None, Level.NA),
    ],
)
def test_an_assignment_is_colored_by_its_state_and_day(
    state: str, due: int, submitted: int | None, closed: int | None, level: Level
) -> None:
    assert of(state, due, submitted, closed)[0] is level


def test_waiting_for_acceptance_is_not_late_but_says_how_late_it_came() -> None:
    stands = rules.of_assignment(
        state="submitted", due_on=ON, submitted_on=ON + timedelta(days=2), closed_on=None, on=ON, yellow=7
    )
    assert stands.words == "待验收"
    assert stands.reason == "11月23日提交，比期限晚 2 天"


def test_done_in_time_is_judged_by_the_day_of_submission_not_of_write_off() -> None:
    assert of("written_off", -5, -6, 0)[1] == "按期办结"


def test_a_task_takes_the_color_of_its_worst_body() -> None:
    tally = Tally(total=13, written_off=4, submitted=3, late=2, not_started=6, next_due=ON - timedelta(days=6))
    stands = rules.of_task(state="issued", due_on=ON, tally=tally, on=ON, yellow=7)
    assert (stands.level, stands.words) == (Level.LATE, "已到期未办结")
    assert stands.reason == "2 个单位，最早的应于11月15日前办结，已过 6 天"


@pytest.mark.parametrize(
    ("state", "tally", "words"),
    [
        ("draft", Tally(), "未下达"),
        ("withdrawn", Tally(), "已撤回"),
        ("written_off", Tally(total=2, written_off=2), "已销号"),
        ("issued", Tally(total=2, written_off=2), "已销号"),
        ("issued", Tally(total=2, written_off=1, submitted=1), "待验收"),
        ("issued", Tally(total=2, written_off=1, accepted=1), "待销号"),
    ],
)
def test_a_settled_task_says_what_became_of_it(state: str, tally: Tally, words: str) -> None:
    assert rules.of_task(state=state, due_on=ON, tally=tally, on=ON, yellow=7).words == words


def test_a_standing_task_far_from_its_review_has_no_color() -> None:
    tally = Tally(total=2, not_started=2, next_due=date(2026, 12, 31))
    stands = rules.of_task(state="issued", due_on=None, is_standing=True, tally=tally, on=ON, yellow=7)
    assert (stands.level, stands.words) == (Level.NA, "每年复核")


@pytest.mark.parametrize(
    ("tally", "word"),
    [
        (Tally(total=3, behind=1), "滞后"),
        (Tally(total=3, not_started=3), "未启动"),
        (Tally(total=3, not_started=1), "达到序时进度"),
        (Tally(total=3, submitted=3), "已完成待验收"),
        (Tally(total=3, written_off=3), "已完成"),
        (Tally(), ""),
    ],
)
def test_progress_of_a_task_is_one_of_the_words_people_know(tally: Tally, word: str) -> None:
    assert rules.progress_word("issued", tally) == word


def test_a_tally_leaves_zeros_out() -> None:
    assert Tally(total=13, written_off=4, submitted=3, not_started=6).words == "13 个单位：已销号 4，待验收 3，未启动 6"


def test_the_cost_is_minutes_times_bodies() -> None:
    assert rules.hours(30, 2_010) == 1_005.0


@given(st.integers(0, 40), st.integers(0, 50), st.text(max_size=8))
def test_a_draw_is_a_subset_in_order_and_the_same_for_the_same_seed(size: int, number: int, seed: str) -> None:
    items = list(range(size))
    drawn = rules.drawn(items, number, seed)
    assert drawn == sorted(set(drawn))
    assert len(drawn) == min(number, size)
    assert rules.drawn(items, number, seed) == drawn


def test_another_seed_draws_others() -> None:
    draws = {tuple(rules.drawn(range(100), 5, str(seed))) for seed in range(20)}
    assert len(draws) > 15


@pytest.mark.parametrize(("state", "words"), [("issued", "本期已销号"), ("written_off", "已销号")])
def test_a_recurring_task_of_which_all_is_written_off_goes_on(state: str, words: str) -> None:
    tally = Tally(total=2, written_off=2)
    stands = rules.of_task(state=state, due_on=None, tally=tally, on=ON, yellow=7, is_recurring=True)
    assert stands.words == words
