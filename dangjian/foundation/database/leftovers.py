"""What an earlier supervisor left behind when it was killed: live servers without a master, and stale notes."""

import contextlib
import os
import signal
import time
from pathlib import Path

from dangjian.foundation.database.refusal import DatabaseRefused

_STEPS = ((signal.SIGINT, 20.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0))  # fast, immediate, certain; seconds


def inhabitants(cluster: Path) -> list[int]:
    """Processes whose working folder is the cluster: every server process, no zombie."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                if (entry / "cwd").resolve(strict=True) == cluster:
                    found.append(int(entry.name))
    return found


def clear(cluster: Path) -> None:
    """End what still runs in the cluster and drop the note of a master that is gone.

    Only under the supervisor's lock: nothing there can belong to a living supervisor. A process number that the note
    names may by now be a zombie or a stranger; PostgreSQL would take both for a running master.
    """
    cluster = cluster.resolve()
    for number, patience in _STEPS:
        living = inhabitants(cluster)
        master = _noted_master(cluster)
        for process in living:
            if master not in living or process == master or number == signal.SIGKILL:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, number)
        if _gone(cluster, patience):
            (cluster / "postmaster.pid").unlink(missing_ok=True)
            return
    raise DatabaseRefused(
        f"上次运行的数据库进程无法结束（进程号 {inhabitants(cluster)}）。数据未改动。请重启本机后再试。"
    )


def _gone(cluster: Path, patience: float) -> bool:
    deadline = time.monotonic() + patience
    while inhabitants(cluster):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def _noted_master(cluster: Path) -> int | None:
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int((cluster / "postmaster.pid").read_text().splitlines()[0])
    return None
