"""The supervisor against kills, strangers and odd places. Every test starts a real PostgreSQL."""

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import unquote

import psycopg
import pytest

from dangjian.foundation.database.account import account
from dangjian.foundation.database.leftovers import inhabitants
from dangjian.foundation.database.place import place
from dangjian.foundation.database.refusal import AlreadySupervised, DatabaseRefused
from dangjian.foundation.database.supervisor import Supervisor

pytestmark = pytest.mark.ground

KEEPER = """
import sys, time
from pathlib import Path
from dangjian.foundation.database.supervisor import Supervisor
supervisor = Supervisor(Path(sys.argv[1]))
supervisor.start()
print(supervisor.url, flush=True)
time.sleep(600)
"""


def cluster_of(data: Path) -> Path:
    return place(data, account()).cluster


def count(url: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT count(*) FROM acknowledged").fetchone()
    assert row
    return int(row[0])


def write(url: str, rows: int) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS acknowledged (id int)")
        for number in range(rows):
            connection.execute("INSERT INTO acknowledged VALUES (%s)", [number])


def wait_until_empty(cluster: Path, patience: float = 20) -> None:
    deadline = time.monotonic() + patience
    while inhabitants(cluster) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert inhabitants(cluster) == []


def test_rows_outlive_a_stop_and_a_start(data: Path) -> None:
    with Supervisor(data) as supervisor:
        write(supervisor.url, 3)
    assert inhabitants(cluster_of(data)) == []
    with Supervisor(data) as supervisor:
        assert count(supervisor.url) == 3


def test_settings_are_durable_and_private(data: Path) -> None:
    with Supervisor(data) as supervisor, psycopg.connect(supervisor.url) as connection:
        names = ("fsync", "full_page_writes", "synchronous_commit", "data_checksums", "listen_addresses", "TimeZone")
        found = [connection.execute("SELECT current_setting(%s)", [name]).fetchone() for name in names]
        assert found == [("on",), ("on",), ("on",), ("on",), ("",), ("Asia/Shanghai",)]
        folder = Path(unquote(supervisor.url.split("host=")[1]))
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert len(os.fsencode(folder / ".s.PGSQL.5432")) <= 100


def test_the_platforms_role_is_no_superuser(data: Path) -> None:
    with Supervisor(data) as supervisor, psycopg.connect(supervisor.url) as connection:
        row = connection.execute("SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = 'dangjian'")
        assert row.fetchone() == (False, False, False)


def test_killed_master_is_restarted_with_its_rows(data: Path) -> None:
    with Supervisor(data) as supervisor:
        write(supervisor.url, 50)
        supervisor.process.send_signal(signal.SIGKILL)
        supervisor.process.wait()
        assert supervisor.restart_if_dead()
        assert count(supervisor.url) == 50
        assert not supervisor.restart_if_dead()


def test_everything_killed_at_once_keeps_rows(data: Path) -> None:
    with Supervisor(data) as supervisor:
        write(supervisor.url, 50)
        for process in inhabitants(cluster_of(data)):
            os.kill(process, signal.SIGKILL)
        supervisor.process.wait()
        supervisor.restart_if_dead()
        assert count(supervisor.url) == 50


def test_killed_supervisor_takes_its_database_along(data: Path) -> None:
    keeper = subprocess.Popen([sys.executable, "-c", KEEPER, str(data)], stdout=subprocess.PIPE, text=True)
    assert keeper.stdout
    with keeper.stdout:
        write(keeper.stdout.readline().strip(), 20)
    with pytest.raises(AlreadySupervised, match="已由另一个进程管理"):
        Supervisor(data).start()
    keeper.kill()
    keeper.wait()
    wait_until_empty(cluster_of(data))
    with Supervisor(data) as supervisor:
        assert count(supervisor.url) == 20


def test_supervisor_and_master_killed_together(data: Path) -> None:
    keeper = subprocess.Popen([sys.executable, "-c", KEEPER, str(data)], stdout=subprocess.PIPE, text=True)
    assert keeper.stdout
    with keeper.stdout:
        write(keeper.stdout.readline().strip(), 20)
    master = int((cluster_of(data) / "postmaster.pid").read_text().splitlines()[0])
    keeper.kill()
    os.kill(master, signal.SIGKILL)
    keeper.wait()
    with Supervisor(data) as supervisor:
        assert count(supervisor.url) == 20


def test_a_note_naming_a_living_stranger_is_stale(data: Path) -> None:
    with Supervisor(data, durable=False):
        note = (cluster_of(data) / "postmaster.pid").read_text().splitlines()
    note[0] = str(os.getpid())
    (cluster_of(data) / "postmaster.pid").write_text("\n".join(note))
    with Supervisor(data, durable=False) as supervisor:
        write(supervisor.url, 1)


@pytest.mark.parametrize(("version", "words"), [("19", "由更新的 PostgreSQL 19 建立"), ("16", "较早的 PostgreSQL 16")])
def test_another_version_is_refused_untouched(data: Path, version: str, words: str) -> None:
    with Supervisor(data, durable=False):
        pass
    (cluster_of(data) / "PG_VERSION").write_text(f"{version}\n")
    before = sorted(cluster_of(data).rglob("*"))
    with pytest.raises(DatabaseRefused, match=words):
        Supervisor(data, durable=False).start()
    assert sorted(cluster_of(data).rglob("*")) == before
    (cluster_of(data) / "PG_VERSION").write_text("18\n")


def test_a_foreign_folder_is_refused_untouched(data: Path) -> None:
    with Supervisor(data, durable=False):
        pass
    mark = cluster_of(data) / "made-by-dangjian"
    mark.rename(mark.with_name("elsewhere"))
    with pytest.raises(DatabaseRefused, match="不是本平台建立的数据库"):
        Supervisor(data, durable=False).start()
    with pytest.raises(DatabaseRefused, match="不是本平台建立的数据库"):
        Supervisor(data).discard()
    mark.with_name("elsewhere").rename(mark)
    with Supervisor(data, durable=False):
        pass


def test_a_half_made_cluster_is_made_anew(data: Path) -> None:
    half = cluster_of(data).with_name("cluster.new")
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    with Supervisor(data, durable=False) as supervisor:
        write(supervisor.url, 1)
    assert not half.exists()


def test_a_locale_that_is_not_installed_does_no_harm(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    with Supervisor(data, durable=False) as supervisor, psycopg.connect(supervisor.url) as connection:
        assert connection.execute("SELECT lower('ÀÉ'), 'é' ~ '\\w'").fetchone() == ("àé", True)


def test_a_long_path(tmp_path: Path) -> None:
    data = tmp_path / "/".join(["很长的文件夹名" * 3] * 3)
    data.mkdir(parents=True)
    try:
        with Supervisor(data, durable=False) as supervisor:
            write(supervisor.url, 1)
    finally:
        Supervisor(data).discard()


def test_discard_leaves_nothing(data: Path) -> None:
    with Supervisor(data, durable=False):
        pass
    Supervisor(data).discard()
    assert not place(data, account()).home.exists()


def test_the_log_keeps_no_values(data: Path) -> None:
    with Supervisor(data, durable=False) as supervisor, psycopg.connect(supervisor.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE person (idno text UNIQUE)")
        connection.execute("INSERT INTO person VALUES ('990101199001011234')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO person VALUES ('990101199001011234')")
    log = place(data, account()).log
    assert "duplicate key" in log.read_text()
    assert "990101199001011234" not in log.read_text()
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
