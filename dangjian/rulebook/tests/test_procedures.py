"""A procedure read from its file: steps in order, versions apart, and nothing that leads nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from dangjian.rulebook import MalformedError, UnknownProcedureError, read_book

HEAD = """
[instrument]
title = "试验条例"
confidence = "C"
source = "试验"
checked_on = 2026-01-01
[[rule]]
id = "trial.days"
says = "三天"
value = 3
unit = "天"
applies_to = ["党支部"]
confidence = "C2"
"""
PROCEDURE = """
[[procedure]]
id = "trial.two"
version = {version}
title = "试验"
[[procedure.step]]
key = "one"
says = "第一步"
party = "subject_body"
who = "党支部"
permission = "member:edit"
outcomes = ["pass"]
confidence = "C"
[[procedure.step]]
key = "two"
says = "第二步"
party = "superior"
who = "上级党委"
permission = "member:edit"
outcomes = ["pass", "return"]
confidence = "C2"
{more}
"""


def write(folder: Path, *texts: str) -> Path:
    (folder / "trial.toml").write_text("".join([HEAD, *texts]), encoding="utf-8")
    return folder


def text(more: str = "", version: int = 1) -> str:
    return PROCEDURE.format(more=more, version=version)


def test_steps_stand_in_order_and_cite(tmp_path: Path) -> None:
    found = read_book(write(tmp_path, text('article = "第二条"'))).procedure("trial.two")
    first, second = found.steps
    assert found.following(first) == second
    assert found.following(second) is None
    assert found.parties == {"subject_body", "superior"}
    assert second.citation == "《试验条例》第二条（待核实）"


def test_the_newest_version_holds_and_an_old_one_is_found(tmp_path: Path) -> None:
    book = read_book(write(tmp_path, text(version=2), text(version=1)))
    assert book.procedure("trial.two").version == 2
    assert book.procedure("trial.two", version=1).version == 1
    with pytest.raises(UnknownProcedureError):
        book.procedure("trial.two", version=3)
    with pytest.raises(UnknownProcedureError):
        book.procedure("trial.two").step("three")


@pytest.mark.parametrize(
    "more",
    [
        'returns_to = "nowhere"',
        'latest = { rule = "trial.none", after = "one" }',
        'latest = { rule = "trial.days", after = "three" }',
        'latest = { rule = "trial.days", after = "one", soon = true }',
        'other_than = "zero"',
        'wish = "unread"',
    ],
)
def test_what_leads_nowhere_is_refused(tmp_path: Path, more: str) -> None:
    with pytest.raises(MalformedError):
        read_book(write(tmp_path, text(more)))


def test_one_version_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MalformedError):
        read_book(write(tmp_path, text(), text()))


def test_a_file_may_hold_procedures_alone_but_not_nothing(tmp_path: Path) -> None:
    head = HEAD.partition("[[rule]]")[0]
    (tmp_path / "trial.toml").write_text(head + text(), encoding="utf-8")
    assert read_book(tmp_path).procedure("trial.two").title == "试验"
    (tmp_path / "trial.toml").write_text(head, encoding="utf-8")
    with pytest.raises(MalformedError):
        read_book(tmp_path)
