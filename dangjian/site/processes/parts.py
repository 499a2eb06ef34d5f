"""The parts of an installation beside its database."""

import sys
from collections.abc import Callable
from functools import partial
from typing import Final

from dangjian.site.processes.failure import HouseholdFailed
from dangjian.site.processes.household import Part
from dangjian.site.processes.ports import answers

_PATIENCE: Final = 60.0  # seconds for the web server to answer


def web(host: str, port: int, *, processes: int, threads: int, say: Callable[[str], None]) -> Part:
    """The web server: granian, one Python process a worker, each with a pool of threads."""
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(processes), "--blocking-threads", str(threads), "--no-ws", "--respawn-failed-workers",
        "--log-level", "warning", "--workers-kill-timeout", "5", "dangjian.site.wsgi:application",
    ]  # fmt: skip
    return Part("网页服务", command, ready=partial(_greet, host, port, say))


def _greet(host: str, port: int, say: Callable[[str], None], is_alive: Callable[[], bool]) -> None:
    if not answers(host, port, _PATIENCE, is_alive):
        raise HouseholdFailed("网页服务没有启动起来，原因见上。数据未受影响。")
    say(f"打开浏览器访问：http://{host}:{port}/  按 Ctrl-C 停止")


def queue(concurrency: int) -> Part:
    """The worker of the queue; a job has 30 seconds to finish when asked to stop, then it is taken up anew."""
    return Part("后台作业", [sys.executable, "-m", "dangjian.site.processes.queue", str(concurrency)], patience=35.0)
