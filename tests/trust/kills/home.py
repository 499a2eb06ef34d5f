"""A household in a folder of its own: its processes by name, killed one at a time, and asked whether they are back."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Literal

import psycopg

from dangjian.foundation.database.account import account
from dangjian.foundation.database.leftovers import inhabitants
from dangjian.foundation.database.place import place
from dangjian.foundation.database.refusal import DatabaseRefused
from dangjian.foundation.database.supervisor import Supervisor, url
from dangjian.foundation.database.tests import pattern
from dangjian.foundation.processes.children import end
from dangjian.site.processes import ports
from tests.trust.kills.invariants import Rows
from tests.trust.kills.person import HOST, Person, free_port
from tests.trust.kills.scene import PLACE

Victim = Literal["web", "worker", "database"]
VICTIMS: tuple[Victim, ...] = ("web", "worker", "database")
_CHECKOUT = Path(__file__).resolve().parents[3]
_STOP = ((signal.SIGTERM, 60.0), (signal.SIGKILL, 5.0))


class Home:
    """One household that runs."""

    def __init__(self, data: Path, port: int, process: "subprocess.Popen[bytes]") -> None:
        self.data, self.port, self.process = data, port, process
        self.scene: dict[str, Any] = json.loads((data / PLACE).read_text())
        self.person = Person(port, self.scene["session"])
        self._killed = 0  # The master of the database that was killed last.

    def rows(self) -> Rows:
        """Connect to the database, past the platform."""
        address = url(place(self.data, account()).address.read_text())
        return psycopg.connect(address, autocommit=True, connect_timeout=5, application_name="kills")

    def kill(self, victim: Victim, *, whole: bool) -> None:
        """Send SIGKILL: to the serving process or the database's master alone, or to the ``whole`` of either."""
        if victim == "database":
            self._killed = self._master()
            cluster = place(self.data, account()).cluster
            for number in inhabitants(cluster) if whole else [self._killed]:
                with suppress(ProcessLookupError):
                    os.kill(number, signal.SIGKILL)
        elif victim == "worker":
            os.kill(self._part("queue", "spoiled"), signal.SIGKILL)
        elif whole:
            os.killpg(self._part("granian"), signal.SIGKILL)
        else:
            os.kill(_serving(self._part("granian")), signal.SIGKILL)

    def _part(self, *words: str) -> int:
        return next(
            number
            for number in _children(self.process.pid)
            if any(word in module for word in words for module in _words(number)[2:3])
        )

    def _master(self) -> int:
        """The database's; 0 where none is noted."""
        with suppress(OSError, ValueError, IndexError):
            return int((place(self.data, account()).cluster / "postmaster.pid").read_text().splitlines()[0])
        return 0

    def await_back(self) -> None:
        """Wait until pages are served, and from a database that was not killed: its orphans answer for a moment."""
        until(lambda: self._master() not in {0, self._killed} and self.person.is_served(), "the site is back")


def until(true: Callable[[], object], what: str, patience: float = 180) -> None:
    """Wait for something that must come by itself."""
    deadline = time.monotonic() + patience
    while not true():
        assert time.monotonic() < deadline, f"waited {patience:.0f} s in vain until {what}"
        time.sleep(0.05)


def _children(parent: int) -> list[int]:
    listed = Path(f"/proc/{parent}/task/{parent}/children").read_text()
    return [int(number) for number in listed.split()]


def _words(number: int) -> list[str]:
    with suppress(OSError):
        return Path(f"/proc/{number}/cmdline").read_text().split("\0")
    return []


def _serving(master: int) -> int:
    """The web server's serving process: the child that is no helper of Python's."""
    return next(number for number in _children(master) if not any("tracker" in word for word in _words(number)))


@contextmanager
def lived_in(data: Path, *, spoiled: bool = False) -> Iterator[Home]:
    """Run a household in ``data``; afterwards nothing of it is left."""
    port = free_port()
    (data / "static").mkdir()
    pattern.copy_to(data)
    environment = {**os.environ, "DANGJIAN_DATA": str(data)}
    for name in ("DATABASE_URL", "DANGJIAN_KEYS"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "tests.trust.kills.household", str(port), *(["spoiled"] if spoiled else [])]
    log = data / "household.log"  # Pages refused while the database recovers are many, and expected.
    with (
        log.open("wb") as said,
        subprocess.Popen(
            command, env=environment, cwd=_CHECKOUT, start_new_session=True, stdout=said, stderr=said
        ) as process,
    ):
        try:
            began = ports.answers(HOST, port, 180, lambda: process.poll() is None)
            assert began, log.read_text(errors="replace")[-4000:]
            home = Home(data, port, process)
            home.await_back()
            yield home
        finally:
            end(process, *_STOP)
            with suppress(DatabaseRefused):
                Supervisor(data).discard()
