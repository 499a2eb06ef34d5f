"""Finds the command that was named and loads only that one: `directive read` must start without Django."""

import importlib
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, cast

from dangjian.foundation.database.refusal import DatabaseRefused
from dangjian.site.command.chinese import Parser, speak_chinese
from dangjian.site.processes.failure import HouseholdFailed, PortTaken


@dataclass(frozen=True)
class Command:
    """A command: one line of help, and either the module that does it or the commands under it.

    The module offers `add_arguments(parser)` and `run(namespace) -> exit code`.
    """

    line: str
    module: str = ""
    under: dict[str, "Command"] = field(default_factory=dict)


COMMANDS: Final = {
    "demo": Command("启动示例县：数据库、网页服务与后台作业一并启动", "dangjian.site.command.demo"),
    "serve": Command("启动网页服务", "dangjian.site.command.serve"),
    "worker": Command("启动后台作业", "dangjian.site.command.worker"),
    "migrate": Command("把数据库升级到当前版本的结构", "dangjian.site.command.migrate"),
    "directive": Command(
        "读文件、找任务", under={"read": Command("读一份文件，列出其中的任务", "dangjian.programme.directives.command")}
    ),
    "bench": Command("性能与准确度基准", "dangjian.site.command.bench"),
}


def parser_for(words: Sequence[str]) -> Parser:
    """The parser of everything, filled in along the commands that `words` name."""
    speak_chinese()
    parser = Parser(prog="dangjian", description="党建方案服务平台")
    _fill(parser, COMMANDS, words)
    return parser


def _fill(parser: Parser, commands: dict[str, Command], words: Sequence[str]) -> None:
    group = parser.add_subparsers(title="命令", metavar="命令", required=True, parser_class=Parser)
    for name, command in commands.items():
        child = group.add_parser(name, help=command.line, description=command.line)
        if words[:1] != [name]:
            continue
        if command.under:
            _fill(child, command.under, words[1:])
        else:
            module = importlib.import_module(command.module)
            module.add_arguments(child)
            child.set_defaults(run=module.run)


def main(words: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code."""
    given = list(sys.argv[1:] if words is None else words)
    namespace = parser_for(given).parse_args(given)
    run = cast("Callable[[Namespace], int]", namespace.run)
    try:
        return run(namespace)
    except (DatabaseRefused, HouseholdFailed, PortTaken) as refusal:
        print(f"dangjian：{refusal}", file=sys.stderr)
        return 1
