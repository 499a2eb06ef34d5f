"""The migrated database of a test run: made once, beside the collecting, and copied where a migrated one is needed."""

import atexit
import fcntl
import os
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

from dangjian.foundation.database.account import account
from dangjian.foundation.database.binaries import binaries
from dangjian.foundation.database.supervisor import Supervisor

_CHECKOUT = Path(__file__).resolve().parents[4]
_LOCK = "DANGJIAN_PATTERN"  # Names the lock where the run has a server of its own; its processes inherit it.


def begin(data: Path) -> None:
    """Migrate the database of `DATABASE_URL` beside us; the child holds the lock until it is at its end."""
    os.environ[_LOCK] = str(data / "pattern.lock")
    with Path(os.environ[_LOCK]).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
        child = subprocess.Popen(command, pass_fds=[lock.fileno()], cwd=_CHECKOUT)
    atexit.register(child.wait)
    atexit.register(child.terminate)


def is_there() -> bool:
    """Wait for the child; False where the server is somebody else's and has no pattern."""
    if _LOCK not in os.environ:
        return False
    with Path(os.environ[_LOCK]).open() as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
    return True


def copy_to(data: Path) -> None:
    """Give a data folder a database of its own that is migrated already, where the run has a pattern."""
    if is_there():
        with Supervisor(data, durable=False) as supervisor:
            command = [_program("psql"), "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", supervisor.url]
            subprocess.run(command, input=_dump(), stdout=subprocess.DEVNULL, check=True)


@lru_cache(maxsize=1)
def _dump() -> bytes:
    return subprocess.run([_program("pg_dump"), os.environ["DATABASE_URL"]], capture_output=True, check=True).stdout


def _program(name: str) -> str:
    return str(binaries(account()).folder / name)
