"""A real installation: started, killed in its parts, stopped; nothing is left running."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from dangjian.foundation.database.refusal import DatabaseRefused
from dangjian.foundation.database.supervisor import Supervisor
from dangjian.foundation.database.tests import pattern
from dangjian.site.processes.failure import HouseholdFailed, PortTaken
from dangjian.site.processes.household import Part, keep
from dangjian.site.processes.parts import web
from dangjian.site.processes.ports import claim

pytestmark = pytest.mark.ground


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Served:
    """`dangjian serve` in a data folder of its own."""

    def __init__(self, data: Path) -> None:
        self.port = free_port()
        self.environment = {**os.environ, "DANGJIAN_DATA": str(data)}
        del self.environment["DATABASE_URL"]
        command = [sys.executable, "-m", "dangjian.site.command", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen([*command, "--processes", "1"], env=self.environment)

    def answers(self) -> bool:
        assert self.process.poll() is None
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=5).close()
        except urllib.error.HTTPError as answer:
            answer.close()
            return True
        except OSError:
            return False
        return True

    def family(self) -> list[int]:
        """Every process that carries this installation's data folder in its environment or descends from it."""
        mark = f"DANGJIAN_DATA={self.environment['DANGJIAN_DATA']}".encode()
        return [number for number in processes() if mark in environment_of(number)]


def processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def environment_of(number: int) -> list[bytes]:
    with suppress(OSError):
        return (Path("/proc") / str(number) / "environ").read_bytes().split(b"\0")
    return []


def until(true: Callable[[], bool], patience: float = 60) -> None:
    deadline = time.monotonic() + patience
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder whose database is migrated already: what takes longest at a first start."""
    folder = tmp_path / "数 据"
    folder.mkdir()
    pattern.copy_to(folder)
    return folder


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A data folder as it is before the first start."""
    folder = tmp_path / "空 的"
    folder.mkdir()
    return folder


@pytest.fixture
def served(data: Path) -> Iterator[Served]:
    with serving(data) as found:
        yield found


@contextmanager
def serving(data: Path) -> Iterator[Served]:
    """Serve; afterwards nothing of it is left."""
    served = Served(data)
    yield served
    for number in served.family():
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
    served.process.wait()
    with suppress(DatabaseRefused):
        Supervisor(data).discard()


@pytest.mark.parametrize("farewell", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_everything_in_order(served: Served, farewell: signal.Signals) -> None:
    until(served.answers)
    assert len(served.family()) >= 3
    served.process.send_signal(farewell)
    assert served.process.wait(30) == 0
    assert served.family() == []


def test_begun_from_nothing_and_killed_it_leaves_nothing_behind(empty: Path) -> None:
    with serving(empty) as served:
        until(served.answers, 180)
        served.process.kill()
        served.process.wait()
        until(lambda: served.family() == [], 20)


def test_a_killed_web_server_comes_back(served: Served) -> None:
    until(served.answers)
    master = next(number for number in served.family() if number != served.process.pid)
    os.kill(master, signal.SIGKILL)
    until(lambda: master not in served.family())
    until(served.answers)
    assert served.process.poll() is None


def test_a_busy_port_is_said_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match=f"端口 {port} 已被其他程序占用，未启动任何程序"):
            claim("127.0.0.1", port)
        environment = {**os.environ, "DANGJIAN_DATA": str(tmp_path / "data")}
        command = [sys.executable, "-m", "dangjian.site.command", "demo", "--port", str(port)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "已被其他程序占用" in done.stderr
    assert not (tmp_path / "data").exists()


def test_a_part_that_cannot_live_is_said_soon() -> None:
    part = web("127.0.0.1", free_port(), processes=1, threads=1, say=print)
    part.command = [sys.executable, "-c", "raise SystemExit(3)"]
    with pytest.raises(HouseholdFailed, match="网页服务没有启动起来"):
        keep([part], None, print)
    assert not part.is_alive()


def test_a_part_that_keeps_dying_is_given_up() -> None:
    said: list[str] = []
    with pytest.raises(HouseholdFailed, match="后台作业反复退出"):
        keep([Part("后台作业", [sys.executable, "-c", ""])], None, said.append)
    assert said == ["后台作业意外退出，正在重新启动。"] * 4


def test_a_port_without_permission_or_a_wrong_address_is_said() -> None:
    with pytest.raises(PortTaken, match=r"不能在 192\.0\.2\.1:8000 上提供服务"):
        claim("192.0.2.1", 8000)
