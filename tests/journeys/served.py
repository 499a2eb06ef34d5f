"""The real web server, as a process of its own, on the database of this test run."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import BrowserContext

from dangjian.affairs.accounts.models import Account
from dangjian.foundation.processes.children import end
from dangjian.site.processes import parts, ports

HOST = "127.0.0.1"
PATIENCE = 120.0
STOP = ((signal.SIGTERM, 10.0), (signal.SIGKILL, 5.0))


@contextmanager
def served(data: Path) -> Iterator[str]:
    """Serve the site on a free port, with `data` as its data folder; gives the address."""
    environment = {**os.environ, "DATABASE_URL": _database(), "DANGJIAN_DATA": str(data)}
    environment["DANGJIAN_KEYS"] = str(settings.KEY_FILE)  # What the test has sealed, the server opens.
    environment["DANGJIAN_STATICFILES"] = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    prepare = [sys.executable, "-m", "django", "prepare", "check", "static"]
    subprocess.run(prepare, env=environment, check=True)
    port = _free_port()
    command = parts.web(HOST, port, processes=1, threads=4, say=print).command
    with subprocess.Popen(command, env=environment, start_new_session=True) as process:
        try:
            assert ports.answers(HOST, port, PATIENCE, lambda: process.poll() is None), "the server did not answer"
            yield f"http://{HOST}:{port}"
        finally:
            end(process, *STOP)


@contextmanager
def working(data: Path) -> Iterator[None]:
    """Do what the pages put in the queue, in a worker of its own on the same data folder as the server."""
    environment = {**os.environ, "DATABASE_URL": _database(), "DANGJIAN_DATA": str(data)}
    environment["DANGJIAN_KEYS"] = str(settings.KEY_FILE)
    command = [sys.executable, "-m", "dangjian.site.processes.queue", "1"]
    with subprocess.Popen(command, env=environment, start_new_session=True) as process:
        try:
            yield
        finally:
            end(process, *STOP)


def _database() -> str:
    """The address of the test database: the one of the run, under the name that Django gave it."""
    address = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(address._replace(path="/" + str(connection.settings_dict["NAME"])))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def sign_in(context: BrowserContext, site: str, account: Account) -> None:
    """Give a browser the session of an account, as if it had signed in."""
    client = Client()
    client.force_login(account)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
