"""The worker of the queue starts while the database still recovers: it waits, instead of dying until it is given up."""

import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from dangjian.foundation.database.refusal import DatabaseRefused
from dangjian.foundation.database.supervisor import Supervisor

pytestmark = pytest.mark.ground
WAITING = "import django; django.setup(); from dangjian.site.processes.queue import await_database; await_database()"


def test_it_waits_for_a_database_that_is_on_its_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        with Supervisor(tmp_path, durable=False) as supervisor:
            monkeypatch.setenv("DATABASE_URL", supervisor.url)
            supervisor.process.send_signal(signal.SIGKILL)
            supervisor.process.wait()
            with subprocess.Popen([sys.executable, "-c", WAITING]) as waiting:
                time.sleep(3)
                assert waiting.poll() is None
                assert supervisor.restart_if_dead()
                assert waiting.wait(30) == 0
    finally:
        with suppress(DatabaseRefused):
            Supervisor(tmp_path).discard()
