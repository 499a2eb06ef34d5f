"""`dangjian bench all`: every measure in turn, each ending with its line of JSON."""

import subprocess
import sys
from argparse import ArgumentParser, Namespace

from dangjian.site.command.registry import BENCHES


def add_arguments(parser: ArgumentParser) -> None:
    """Nothing to choose."""
    parser.epilog = "每项基准的最后一行是一行 JSON；任何一项未达到要求，退出码不为零。"


def run(_namespace: Namespace) -> int:
    """Run each measure in a process of its own; the code is the worst one."""
    command = [sys.executable, "-m", "dangjian.site.command", "bench"]
    return max(abs(subprocess.run([*command, name], check=False).returncode) for name in BENCHES)
