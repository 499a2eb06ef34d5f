"""`dangjian worker`: does what the pages put in the queue, and what is due at its hour."""

from argparse import ArgumentParser, Namespace
from functools import partial

from dangjian.site.command.options import count
from dangjian.site.processes import household, parts
from dangjian.site.processes.environment import furnished

say = partial(print, flush=True)


def add_arguments(parser: ArgumentParser) -> None:
    """How much at once."""
    parser.add_argument("--concurrency", metavar="个数", type=count, default=2, help="同时处理的作业数，默认 2")


def run(namespace: Namespace) -> int:
    """Work until told to stop."""
    household.stop_on_signals()
    with furnished(say) as supervisor:
        household.once("django", "prepare", "check", "keys")
        say("后台作业已启动。按 Ctrl-C 停止")
        household.keep([parts.queue(namespace.concurrency)], supervisor, say)
    return 0
