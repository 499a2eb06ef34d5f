"""The processes of one installation: started in order, restarted when they die, stopped in reverse."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Never

from dangjian.foundation.database.supervisor import Supervisor
from dangjian.foundation.processes import children
from dangjian.site.processes.failure import HouseholdFailed

_LOOK_EVERY = 0.3  # seconds
_TOO_OFTEN = 5  # deaths
_WITHIN = 60.0  # seconds


class Stopped(SystemExit):
    """Someone asked us to stop: Ctrl-C, SIGTERM, or the terminal is gone."""


def _at_once(_is_alive: Callable[[], bool]) -> None:
    """Wait for nothing."""


@dataclass
class Part:
    """One process: its name on screen, its command, how many seconds it has to finish, and what to await at first."""

    name: str
    command: Sequence[str]
    patience: float = 10.0
    ready: Callable[[Callable[[], bool]], None] = _at_once
    process: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)

    def is_alive(self) -> bool:
        """Whether it runs."""
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        """Start, or start again."""
        self.process = children.start(self.command, environment=os.environ, folder=Path.cwd())

    def stop(self) -> None:
        """Ask to finish; after its patience, end it."""
        if self.process:
            children.end(self.process, (signal.SIGTERM, self.patience))
            self.process = None


def stop_on_signals() -> None:
    """Turn the first signal to stop into Stopped; further ones are ignored, so that stopping is never cut short."""

    def stop(_number: int, _frame: FrameType | None) -> Never:
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        raise Stopped(0)

    for number in _SIGNALS:
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup asked us to outlive it.
            signal.signal(number, stop)


_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def once(module: str, *words: str) -> None:
    """Run one of our modules to its end, on our leash; raises HouseholdFailed where it fails."""
    part = Part(module, [sys.executable, "-m", module, *words])
    part.start()
    assert part.process is not None  # noqa: S101  just started.
    try:
        code = part.process.wait()
    finally:
        part.stop()
    if code:
        raise HouseholdFailed("准备工作没有完成，原因见上。已有数据未受影响。")


def keep(parts: Sequence[Part], supervisor: Supervisor | None, say: Callable[[str], None]) -> None:
    """Start the parts, each once the one before is ready; keep them and the database alive until told to stop.

    Then stop them, the last first.
    """
    try:
        for part in parts:
            part.start()
            part.ready(part.is_alive)
        while True:
            if supervisor and supervisor.restart_if_dead():
                say("数据库进程意外退出，已恢复运行。")
            for part in parts:
                _revive(part, say)
            time.sleep(_LOOK_EVERY)
    finally:
        for part in reversed(parts):
            part.stop()


def _revive(part: Part, say: Callable[[str], None]) -> None:
    if part.is_alive():
        return
    now = time.monotonic()
    part.deaths = [*(died for died in part.deaths if now - died < _WITHIN), now]
    if len(part.deaths) >= _TOO_OFTEN:
        raise HouseholdFailed(f"{part.name}反复退出，无法保持运行，原因见上。数据未受影响。")
    say(f"{part.name}意外退出，正在重新启动。")
    part.stop()
    part.start()
