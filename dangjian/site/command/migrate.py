"""`dangjian migrate`: brings the tables up to date."""

from argparse import ArgumentParser, Namespace
from functools import partial

from dangjian.site.processes import household
from dangjian.site.processes.environment import furnished

say = partial(print, flush=True)


def add_arguments(parser: ArgumentParser) -> None:
    """Nothing to choose."""
    parser.epilog = "可重复执行；中途中断后再次执行即可继续。"


def run(_namespace: Namespace) -> int:
    """Migrate, on the database that `dangjian serve` would use."""
    household.stop_on_signals()
    with furnished(say):
        household.once("django", "prepare", "migrate")
    return 0
