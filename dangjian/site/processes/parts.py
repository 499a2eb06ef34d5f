"""The parts of an installation beside its database."""

import sys

from dangjian.site.processes.household import Part


def web(host: str, port: int, *, processes: int, threads: int) -> Part:
    """The web server: granian, one Python process a worker, each with a pool of threads."""
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(processes), "--blocking-threads", str(threads), "--no-ws", "--respawn-failed-workers",
        "--log-level", "warning", "--workers-kill-timeout", "5", "dangjian.site.wsgi:application",
    ]  # fmt: skip
    return Part("网页服务", command)


def queue(concurrency: int) -> Part:
    """The worker of the queue; a job has 30 seconds to finish when asked to stop, then it is taken up anew."""
    return Part("后台作业", [sys.executable, "-m", "dangjian.site.processes.queue", str(concurrency)], patience=35.0)
