"""A county's text beside the shipped one: it adds and tightens, and loosens nothing."""

from datetime import date
from typing import Any

import pytest

from dangjian.procedures.definitions.rules import instrument_of, read_steps
from dangjian.rulebook import Outcome, RuleBreach, Step, procedure

ON = date(2026, 11, 20)
BASE = procedure("transfers.between")
OWN = instrument_of("县委组织部通知", ON)
Entry = dict[str, Any]
CHECK: Entry = {
    "key": "local-1", "says": "镇里先看材料", "party": "sending_committee", "who": "镇组织办",
    "permission": "transfer:decide",
    "papers": ["申请表"], "latest": {"number": 3, "unit": "个工作日", "after": "start", "strict": True},
}  # fmt: skip


def shipped() -> list[Entry]:
    return [{"key": step.key} for step in BASE.steps]


def read(*entries: Entry) -> tuple[Step, ...]:
    return read_steps(entries, BASE, OWN)


def test_a_copy_without_changes_reads_as_the_shipped_text() -> None:
    assert read(*shipped()) == BASE.steps


def test_a_local_step_stands_among_the_shipped_ones_under_the_county_s_own_paper() -> None:
    first, *rest = shipped()
    found = read(first, CHECK, *rest)
    assert [step.key for step in found][:3] == ["start", "local-1", "send"]
    assert found[1].is_local
    assert "县委组织部通知" in found[1].citation
    assert not any(step.is_local for step in found if step.key != "local-1")


def test_a_shipped_step_takes_more_papers_and_a_narrower_term() -> None:
    entries = shipped()
    entries[2] |= {"papers": ["党员证明"], "latest": {"number": 60, "unit": "天", "after": "send", "strict": True}}
    accept = read(*entries)[2]
    assert accept.papers == ("组织关系介绍信", "党员证明")
    assert accept.latest is not None
    assert (accept.latest.number, accept.latest.after, accept.latest.is_strict) == (60, "send", True)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"latest": {"number": 120, "unit": "天", "after": "send"}}, "县里只能更严"),
        ({"latest": {"number": 1, "unit": "年", "after": "send"}}, "县里只能更严"),
        ({"outcomes": ["pass", "return", "refuse"]}, "只能减去"),
        ({"outcomes": ["return", "expire"]}, "只能减去"),
        ({"says": "接收"}, "不由县里改"),
        ({"permission": "transfer:start"}, "不由县里改"),
    ],
)
def test_nothing_shipped_is_loosened(change: Entry, words: str) -> None:
    entries = shipped()
    entries[2] |= change
    with pytest.raises(RuleBreach, match=words):
        read(*entries)


def test_no_shipped_step_is_left_out_moved_or_put_between_brackets() -> None:
    entries = shipped()
    with pytest.raises(RuleBreach, match="不能删去上级规定的步骤“接收党支部确认党员报到") as caught:
        read(*entries[:3], entries[4])
    assert caught.value.citation
    with pytest.raises(RuleBreach, match="不能调换先后"):
        read(entries[0], entries[2], entries[1], *entries[3:])
    with pytest.raises(RuleBreach, match="第一步之后"):
        read(CHECK | {"latest": {"number": 3, "unit": "天", "after": "opening"}}, *entries)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"key": "start"}, "不由县里改"),
        ({"latest": {"number": 3, "unit": "小时", "after": "start"}}, "几天、几个工作日"),
        ({"latest": {"number": 0, "unit": "天", "after": "start"}}, "几天、几个工作日"),
        ({"latest": {"number": 3, "unit": "天", "after": "archive"}}, "前面没有这一步"),
        ({"vote": "举手"}, "不在表决规则表里"),
        ({"returns_to": "nowhere"}, "指向一个没有的步骤"),
        ({"outcomes": ["vanish"]}, "没有写全"),
        ({"party": None}, "没有写全"),
    ],
)
def test_a_local_step_that_leads_nowhere_is_refused_in_words(change: Entry, words: str) -> None:
    first, *rest = shipped()
    wrong = {name: value for name, value in (CHECK | change).items() if value is not None}
    with pytest.raises(RuleBreach, match=words):
        read(first, wrong, *rest)


def test_an_own_procedure_needs_a_step_and_no_base() -> None:
    assert read_steps([CHECK | {"latest": None}], None, OWN)[0].outcomes == (Outcome.PASS,)
    with pytest.raises(RuleBreach, match="一个步骤也没有"):
        read_steps([], None, OWN)
