"""A county to measure in: an embedded PostgreSQL in a temporary folder, migrated, the demo county loaded."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import django
from django.core.management import call_command

from dangjian.foundation.database.supervisor import Supervisor

TODAY = date(2026, 11, 21)
SEED = 1


@contextmanager
def county(*, today: date = TODAY, with_life: bool = False) -> Iterator[str]:
    """Give the address of a database that holds the full demo county; leave nothing behind.

    Without its two years of organization life, which most benchmarks do not look at.
    """
    folder = Path(tempfile.mkdtemp(prefix="dangjian-bench-"))
    (folder / "static").mkdir()
    try:
        with Supervisor(folder) as supervisor:
            os.environ["DATABASE_URL"] = supervisor.url
            os.environ["DANGJIAN_DATA"] = str(folder)
            os.environ["DANGJIAN_SECRET"] = secrets.token_hex(32)
            os.environ["DJANGO_SETTINGS_MODULE"] = "dangjian.site.settings"
            django.setup()
            call_command("migrate", verbosity=0, interactive=False)
            from dangjian.site import demo  # noqa: PLC0415  # models need the settings above

            demo.load(seed=SEED, today=today, progress=lambda _what, _done, _of: None, with_life=with_life)
            yield supervisor.url
            from django.db import connections  # noqa: PLC0415

            connections.close_all()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def web() -> Iterator[str]:
    """Give the address of a real web server over the database of the environment."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "1", "--blocking-threads", "2", "--no-ws", "--log-level", "warning",
        "dangjian.site.wsgi:application",
    ]  # fmt: skip
    server = subprocess.Popen(command)
    try:
        address = f"http://127.0.0.1:{port}"
        wait(address)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait(address: str, *, tries: int = 200) -> None:
    """Return once the web server answers."""
    for _ in range(tries):
        try:
            urllib.request.urlopen(f"{address}/sign-in/", timeout=5).close()  # noqa: S310  # our own loopback address
        except OSError:
            time.sleep(0.1)
        else:
            return
    message = "the web server does not answer"
    raise RuntimeError(message)
