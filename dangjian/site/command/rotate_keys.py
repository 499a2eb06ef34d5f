"""`dangjian keys rotate`: a fresh key for ID numbers, phones and personal files; what is there is sealed anew."""

from argparse import ArgumentParser, Namespace
from functools import partial

from dangjian.site.processes import household
from dangjian.site.processes.environment import furnished

say = partial(print, flush=True)


def add_arguments(parser: ArgumentParser) -> None:
    """Begin, or go on after an interruption."""
    parser.add_argument("--resume", action="store_true", help="不启用新密钥，只把上次没做完的做完")
    parser.epilog = "可在平台运行时执行；中途中断后用 --resume 继续。先备份密钥文件，做完再备份一次。"


def run(namespace: Namespace) -> int:
    """Rotate, on the database that `dangjian serve` would use."""
    household.stop_on_signals()
    with furnished(say):
        steps = ["reseal"] if namespace.resume else ["rotate", "reseal"]
        household.once("django", "prepare", "check", "keys", *steps)
    return 0
