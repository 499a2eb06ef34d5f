"""Several commands on one embedded database: the first supervises it, the others join."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from dangjian.foundation.database.account import account
from dangjian.foundation.database.place import place
from dangjian.foundation.database.refusal import AlreadySupervised
from dangjian.foundation.database.supervisor import Supervisor, quiet, url

_PATIENCE = 60.0  # seconds to wait for the other process to have its database ready


@contextmanager
def embedded(data: Path, *, say: Callable[[str], None] = quiet) -> Iterator[tuple[str, Supervisor | None]]:
    """The address of the embedded database of `data`, and its supervisor where that is us."""
    supervisor = Supervisor(data, say=say)
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            supervisor.start()
        except AlreadySupervised:
            joined = _joined(data)
            if joined:
                yield joined, None
                return
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
            continue
        try:
            yield supervisor.url, supervisor
        finally:
            supervisor.stop()
        return


def _joined(data: Path) -> str | None:
    try:
        address = url(place(data, account()).address.read_text())
        psycopg.connect(address, connect_timeout=5).close()
    except (OSError, psycopg.OperationalError):
        return None
    return address
