"""Finds the command that was named and loads only that one: `directive read` must start without Django."""

import importlib
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from typing import cast

from dangjian.foundation.database.refusal import DatabaseRefused
from dangjian.site.command.chinese import Parser, speak_chinese
from dangjian.site.command.registry import COMMANDS, Command
from dangjian.site.processes.failure import HouseholdFailed, PortTaken


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
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # A terminal without Chinese shows question marks, and no traceback.
    given = list(sys.argv[1:] if words is None else words)
    namespace = parser_for(given).parse_args(given)
    run = cast("Callable[[Namespace], int]", namespace.run)
    try:
        return run(namespace)
    except (DatabaseRefused, HouseholdFailed, PortTaken) as refusal:
        print(f"dangjian：{refusal}", file=sys.stderr)
        return 1
