from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dangjian.activities.meetings import rules
from dangjian.activities.meetings.rules import Agreed, Entry, merge
from dangjian.foundation.time import at

WHEN = at(date(2026, 11, 20), 9, 30)


def entry(**more: object) -> Entry:
    words: dict[str, object] = {"title": "主题", "place": "村部", **more}
    return Entry(kinds=("theme_day",), held_at=WHEN, **words)  # type: ignore[arg-type]  # each under its own name


def test_a_record_is_late_after_the_days_of_the_rule_and_a_county_moves_them() -> None:
    held = date(2026, 11, 20)
    assert not rules.is_late(held_on=held, written_on=held + timedelta(days=7))
    assert rules.is_late(held_on=held, written_on=held + timedelta(days=8))
    assert not rules.is_late(held_on=held, written_on=held + timedelta(days=8), local={"meetings.record_days": 14})


def test_pasted_text_becomes_plain_lines() -> None:
    pasted = "一、学习\r\n\r\n\r\n\r\n二、讨论\u00a0河道\u200b清理\x00\u2028完"
    assert rules.plain(pasted) == "一、学习\n\n二、讨论 河道清理\n完"


def test_two_recorders_lose_nothing() -> None:
    base = entry(absent={}, decisions="")
    theirs = entry(absent={1: "ill"}, decisions="清河道", place="党群中心", items=(Agreed("清东河沟", "王建军"),))
    mine = entry(absent={2: "away"}, decisions="修路", title="新主题", items=(Agreed("修路灯"),))
    merged = merge(base=base, theirs=theirs, mine=mine)
    assert merged.entry.absent == {1: "ill", 2: "away"}
    assert merged.entry.decisions == "清河道\n修路"
    assert (merged.entry.title, merged.entry.place) == ("新主题", "党群中心")
    assert [item.what for item in merged.entry.items] == ["清东河沟", "修路灯"]
    assert merged.notes == ("决议两人都写了，上下接在一起",)


def test_who_taps_back_present_is_present() -> None:
    base = entry(absent={1: "ill", 2: "away"})
    merged = merge(base=base, theirs=entry(absent={2: "away"}), mine=entry(absent={1: "ill", 2: "away", 3: "work"}))
    assert merged.entry.absent == {2: "away", 3: "work"}


absences = st.dictionaries(st.integers(1, 5), st.sampled_from(["ill", "away", "work"]), max_size=5)
texts = st.sampled_from(["", "甲", "乙", "甲\n乙", "丙"])


@given(absences, absences, absences, texts, texts, texts)
def test_a_merge_sent_again_changes_nothing(  # six given values
    old: dict[int, str], one: dict[int, str], two: dict[int, str], a: str, b: str, c: str
) -> None:
    base, theirs, mine = (entry(absent=x, decisions=y) for x, y in ((old, a), (one, b), (two, c)))
    once = merge(base=base, theirs=theirs, mine=mine).entry
    assert merge(base=base, theirs=once, mine=mine).entry == once
    for text in {b, c} - {a}:
        assert text in once.decisions or text == ""


@given(absences, absences)
def test_alone_one_gets_what_one_wrote(old: dict[int, str], two: dict[int, str]) -> None:
    base, mine = entry(absent=old), entry(absent=two, topics="议题")
    assert merge(base=base, theirs=base, mine=mine).entry == mine
