"""The credit code proves itself; what may stand under what; what the thresholds suggest."""

from datetime import date

import pytest

from dangjian.affairs.organizations.models import Kind
from dangjian.affairs.organizations.rules import Strength, credit_code_fault, may_hold, suggestions

ON = date(2026, 11, 21)
RIGHT = "91350100M000100Y43"


def test_the_vector_of_the_standard_is_right() -> None:
    assert credit_code_fault(RIGHT) is None
    assert credit_code_fault(f" {RIGHT.lower()} ") is None


@pytest.mark.parametrize("place", range(17))
def test_one_wrong_character_is_found_at_every_place(place: int) -> None:
    other = "3" if RIGHT[place] == "2" else "2"
    assert "校验位" in str(credit_code_fault(RIGHT[:place] + other + RIGHT[place + 1 :]))


@pytest.mark.parametrize(("text", "said"), [("", "0 位"), (RIGHT[:-1], "17 位"), ("O" + RIGHT[1:], "“O”")])
def test_what_is_wrong_is_said(text: str, said: str) -> None:
    assert said in str(credit_code_fault(text))


def test_kinds_stand_where_the_line_has_them() -> None:
    assert may_hold("committee", "branch")
    assert may_hold("general_branch", "branch")
    assert may_hold("branch", "group")
    assert not may_hold("branch", "branch")
    assert not may_hold("general_branch", "committee")
    assert not any(may_hold("group", kind) for kind in Kind)
    assert not any(may_hold(kind, "party_group") for kind in Kind)


def said(**strength: object) -> str:
    return "｜".join(hint.words for hint in suggestions(Strength(**strength), ON))  # type: ignore[arg-type]


def test_thresholds_turn_where_the_regulation_has_them() -> None:
    assert "联合党支部" in said(kind="branch", full=2)
    assert said(kind="branch", full=3) == ""
    assert said(kind="branch", full=6) == ""
    assert "支部委员会" in said(kind="branch", full=7)
    assert said(kind="branch", full=7, has_committee=True) == ""
    assert "分设" not in said(kind="branch", full=50)
    assert "分设" in said(kind="branch", full=45, probationary=6)
    assert "设立党委" in said(kind="branch", full=100)
    assert "5 个" in said(kind="joint_branch", full=3, units=6)
    assert "5 个" not in said(kind="joint_branch", full=3, units=5)
    assert said(kind="committee", full=2) == said(kind="temporary_branch", full=1) == ""


def test_a_suggestion_cites_and_says_what_is_not_checked() -> None:
    first, *rest = suggestions(Strength(kind="branch", full=120), ON)
    assert "支部工作条例" in first.citation
    assert "待核实" in rest[-1].citation
    assert not rest[-1].is_checked
