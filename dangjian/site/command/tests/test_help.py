"""Help and complaints are in Chinese throughout, and light commands start light."""

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from dangjian.site.command.entry import main
from dangjian.site.command.registry import COMMANDS, Command


def named(commands: dict[str, Command], before: str = "") -> Iterator[str]:
    """Every command in the words that call it, those under another too."""
    for name, command in commands.items():
        yield f"{before}{name}"
        yield from named(command.under, f"{before}{name} ")


EVERY = ["", *named(COMMANDS)]
NAMES = {"dangjian", "make"} | {name for words in EVERY for name in words.split()}
TERMS = {"DATABASE_URL", "Ctrl-C", "JSON", "F1", "COPY", "pgbench"}  # What the field itself writes in Latin letters.


def english_in(text: str) -> set[str]:
    """Words in Latin letters that are no name of ours: options, paths and file endings aside."""
    without = re.sub(r"--?[a-z][a-z-]*|\S*/\S+|\.[a-z]+", " ", text)
    return set(re.findall(r"[A-Za-z][A-Za-z0-9_-]+", without)) - NAMES - TERMS


@pytest.mark.parametrize("command", EVERY)
def test_help_is_chinese(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([*command.split(), "--help"])
    assert left.value.code == 0
    text = capsys.readouterr().out
    assert "用法：dangjian" in text
    assert english_in(text) == set()


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ([], "缺少参数：命令"),
        (["fly"], "没有 'fly'"),
        (["serve", "--port", "99999"], "端口应为 1 至 65535"),
        (["serve", "--port"], "后面需要一个值"),
        (["serve", "--threads", "0"], "应为正整数"),
        (["serve", "more"], "无法识别的参数：more"),
        (["demo", "--today", "明天"], "日期应写作 2026-11-21"),
        (["demo", "--seed", "x"], "值 'x' 不正确"),
        (["directive", "read"], "缺少参数"),
    ],
)
def test_complaints_are_chinese(words: list[str], complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2
    text = capsys.readouterr().err
    assert complaint in text
    assert english_in(text.replace("fly", "").replace("more", "")) == set()


def test_a_light_command_loads_neither_django_nor_the_database() -> None:
    program = (
        "import sys\nfrom dangjian.site.command.entry import parser_for\nparser_for(['directive'])\n"
        "sys.exit(bool({'django', 'psycopg'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
