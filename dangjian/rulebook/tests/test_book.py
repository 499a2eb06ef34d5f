"""What the loader gives, and what it refuses."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from dangjian.rulebook import (
    MalformedError,
    NotInForceError,
    OutOfBoundsError,
    OverlapError,
    UnknownRuleError,
    read_book,
    rule,
)

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 21)
INSTRUMENT = """
[instrument]
title = "试验条例"
confidence = "C"
source = "试验"
checked_on = 2026-11-21
"""


def entry(**parts: str) -> str:
    """Write one rule entry, with parts replaced or added as TOML."""
    lines = {
        "id": '"a.b"',
        "article": '"第一条"',
        "says": '"每年1次"',
        "value": "1",
        "unit": '"次"',
        "applies_to": '["党支部"]',
        "confidence": '"C"',
    } | parts
    return "[[rule]]\n" + "\n".join(f"{name} = {value}" for name, value in lines.items()) + "\n"


def write(folder: Path, *entries: str) -> Path:
    """Write one regulation of these entries."""
    (folder / "one.toml").write_text(INSTRUMENT + "\n".join(entries), encoding="utf-8")
    return folder


def test_unknown_rule_is_refused() -> None:
    with pytest.raises(UnknownRuleError):
        rule("no.such", on=DAY)


def test_the_text_of_the_day_is_given(tmp_path: Path) -> None:
    book = read_book(
        write(
            tmp_path,
            entry(value="1", until="2025-12-31"),
            entry(value="2", **{"from": "2026-01-01"}),
        )
    )
    assert book.rule("a.b", on=date(2025, 12, 31)).number == 1
    assert book.rule("a.b", on=date(2026, 1, 1)).number == 2


def test_a_rule_not_begun_is_not_in_force(tmp_path: Path) -> None:
    book = read_book(write(tmp_path, entry(**{"from": "2026-01-01"})))
    with pytest.raises(NotInForceError):
        book.rule("a.b", on=date(2025, 12, 31))
    assert book.rules(on=date(2025, 12, 31)) == ()


def test_two_texts_on_one_day_are_refused(tmp_path: Path) -> None:
    texts = entry(until="2026-01-01"), entry(**{"from": "2026-01-01"})
    with pytest.raises(OverlapError, match="2026-01-01"):
        read_book(write(tmp_path, *texts))


@pytest.mark.parametrize(
    "text",
    [
        entry(surprise="1"),
        entry(confidence='"sure"'),
        entry(value="2026-01-01"),
        entry(local="{ least = 1 }"),
        '[[rule]]\nid = "a.b"\nconfidence = "C"\n',
    ],
)
def test_a_malformed_regulation_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(MalformedError):
        read_book(write(tmp_path, text))


def test_a_county_moves_the_default_within_bounds() -> None:
    moved = rule("tasks.yellow_days", on=DAY, local={"tasks.yellow_days": 30})
    assert (moved.number, moved.is_local) == (30, True)
    assert rule("tasks.yellow_days", on=DAY, local={"other": 1}).number == 7


@pytest.mark.parametrize("value", [0, 31, "7", True, (7,)])
def test_a_value_out_of_bounds_is_refused_in_chinese(value: int | str | tuple[int, ...]) -> None:
    with pytest.raises(OutOfBoundsError) as refused:
        rule("tasks.yellow_days", on=DAY, local={"tasks.yellow_days": value})
    assert "1—30（天）" in refused.value.message
    assert "未保存" in refused.value.message


def test_what_is_decreed_is_not_moved_and_cites() -> None:
    with pytest.raises(OutOfBoundsError) as refused:
        rule("branches.founding_members", on=DAY, local={"branches.founding_members": 2})
    assert refused.value.citation == "《中国共产党支部工作条例（试行）》第四条"
    assert "未保存" in refused.value.message


def test_a_choice_outside_the_list_is_refused(tmp_path: Path) -> None:
    book = read_book(write(tmp_path, entry(value='"月"', local='{ choices = ["月", "季"] }')))
    assert book.rule("a.b", on=DAY, local={"a.b": "季"}).words == "季"
    with pytest.raises(OutOfBoundsError, match="月、季"):
        book.rule("a.b", on=DAY, local={"a.b": "年"})


@pytest.mark.parametrize(
    ("confidence", "article_confidence", "mark"),
    [("C", "C", ""), ("C", "M", "（条号待核实）"), ("C2", "C", "（待核实）"), ("M", "M", "（待核实）")],
)
def test_the_citation_says_what_is_unchecked(
    tmp_path: Path, confidence: str, article_confidence: str, mark: str
) -> None:
    text = entry(confidence=f'"{confidence}"', article_confidence=f'"{article_confidence}"')
    assert read_book(write(tmp_path, text)).rule("a.b", on=DAY).citation == f"《试验条例》第一条{mark}"


def test_a_value_of_another_kind_is_an_error_of_the_program() -> None:
    with pytest.raises(TypeError, match="whole number"):
        _ = rule("notices.quiet_hours", on=DAY).number
    with pytest.raises(TypeError, match="text"):
        _ = rule("tasks.yellow_days", on=DAY).words


def test_a_family_is_given_by_the_rest_of_the_ids(tmp_path: Path) -> None:
    book = read_book(write(tmp_path, entry(), entry(id='"a.c"'), entry(id='"ab.d"')))
    assert sorted(book.under("a", on=DAY)) == ["b", "c"]
