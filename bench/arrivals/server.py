"""The web server as an installation runs it, which may be killed and started again on the same port."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Final

from bench.county import wait
from dangjian.site.processes import parts

PROCESSES: Final = 2  # As `dangjian serve` has it where nobody says otherwise.
THREADS: Final = 4


class Server:
    """Granian as an installation runs it."""

    def __init__(self) -> None:
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start and wait until it answers."""
        part = parts.web("127.0.0.1", self._port, processes=PROCESSES, threads=THREADS, say=lambda _words: None)
        self._process = subprocess.Popen(part.command, start_new_session=True)
        wait(self.address, tries=1200)  # Also where everyone else keeps the machine busy.

    def kill(self) -> None:
        """Kill master and workers at once, as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Stop as an operator would."""
        self._end(signal.SIGTERM)

    def _end(self, number: signal.Signals) -> None:
        if self._process is not None:
            os.killpg(self._process.pid, number)
            self._process.wait(timeout=30)
            self._process = None


@contextmanager
def serving() -> Iterator[Server]:
    """Give a server that runs, and stop it."""
    server = Server()
    server.start()
    try:
        yield server
    finally:
        server.stop()
