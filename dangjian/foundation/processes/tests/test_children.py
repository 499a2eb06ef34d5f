"""Children on a leash: ended with all they started, and not outliving a killed parent."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from dangjian.foundation.processes import children

STUBBORN = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(grandchild.pid, flush=True)
time.sleep(600)
"""

PARENT = """
import os, sys, time
from pathlib import Path
from dangjian.foundation.processes import children
child = children.start([sys.executable, "-c", "import time; time.sleep(600)"], environment=os.environ, folder=Path("/"))
print(child.pid, flush=True)
time.sleep(600)
"""


def is_running(process: int) -> bool:
    try:
        state = (Path("/proc") / str(process) / "stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def wait_until_gone(process: int) -> None:
    deadline = time.monotonic() + 20
    while is_running(process) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not is_running(process)


def test_one_that_will_not_hear_is_ended_with_its_own_children(tmp_path: Path) -> None:
    said = tmp_path / "said"
    with said.open("wb") as output:
        child = children.start(
            [sys.executable, "-c", STUBBORN], environment=os.environ, folder=Path("/"), output=output
        )
    while not said.read_text().endswith("\n"):
        time.sleep(0.02)
    children.end(child, (signal.SIGTERM, 0.2))
    assert child.returncode == -signal.SIGKILL
    wait_until_gone(int(said.read_text()))


def test_one_that_hears_has_its_time() -> None:
    child = children.start(
        [sys.executable, "-c", "import time; time.sleep(600)"], environment=os.environ, folder=Path("/")
    )
    children.end(child, (signal.SIGTERM, 30))
    assert child.returncode == -signal.SIGTERM


def test_a_child_does_not_outlive_a_killed_parent() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        assert is_running(child)
        parent.kill()
    wait_until_gone(child)
