"""Every test run has a PostgreSQL of its own, in a temporary folder, unless `DATABASE_URL` names a server.

The address must be known before Django's settings are read, hence at import; under xdist the first process starts the
server and its workers inherit the address. `pytest -p no:django` runs the pure tests without either.

The database of the address itself is migrated once, while pytest still collects; the test databases are copies of it.
"""

import atexit
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

import django
import pytest
from django.db import connection
from hypothesis import settings

from dangjian.foundation.database.account import account
from dangjian.foundation.database.place import place
from dangjian.foundation.database.supervisor import Supervisor
from dangjian.foundation.database.tests import pattern


def _furnish() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # Stopped by force, it still cleans up.
    data = Path(tempfile.mkdtemp(prefix="dangjian-test-"))
    atexit.register(shutil.rmtree, data, ignore_errors=True)
    (data / "static").mkdir()
    os.environ["DANGJIAN_DATA"] = str(data)
    os.environ.setdefault("DANGJIAN_SECRET", "for tests only")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dangjian.site.settings")
    if "DATABASE_URL" not in os.environ:
        atexit.register(shutil.rmtree, place(data, account()).home, ignore_errors=True)
        supervisor = Supervisor(data, durable=False)
        atexit.register(supervisor.stop)
        supervisor.start()
        os.environ["DATABASE_URL"] = supervisor.url
        pattern.begin(data)


if "no:django" not in sys.argv:
    if "PYTEST_XDIST_WORKER" not in os.environ:
        _furnish()
    django.setup()

# A deadline would measure how busy the machine is, not the code.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:  # noqa: ARG001  # by name
    """Copy the migrated database once it is there; what a failed child left undone, Django does and says."""
    if pattern.is_there():
        mine = connection.settings_dict
        mine["TEST"]["TEMPLATE"] = mine["NAME"]
