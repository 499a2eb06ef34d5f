"""Where the database and its socket lie, and who runs it; no server is started."""

import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dangjian.foundation.database import account as accounts
from dangjian.foundation.database.account import Account, account
from dangjian.foundation.database.place import STORE, fingerprint, place, socket_folder
from dangjian.foundation.database.refusal import DatabaseRefused

ME = Account("me", os.geteuid(), os.getegid())


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A temporary folder whose path leaves room for a socket; no other candidate before it."""
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        yield Path(folder)


def test_two_checkouts_never_meet(tmp_path: Path) -> None:
    assert fingerprint(tmp_path / "a") != fingerprint(tmp_path / "b")
    assert place(tmp_path / "a", ME).home.parent == STORE
    assert place(tmp_path / "a", None).home == tmp_path / "a" / "postgres"


def test_the_same_folder_by_another_way_is_the_same_database(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "link").symlink_to("data")
    assert place(tmp_path / "link", None) == place(tmp_path / "data", None)


def test_root_leaves_a_plain_users_database_alone(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    with pytest.raises(DatabaseRefused, match="不能以 root 启动"):
        place(tmp_path, ME)


def test_a_private_runtime_folder_is_used(short: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(short))
    folder = socket_folder(short, None)
    assert short in folder.parents
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_an_open_runtime_folder_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.chmod(0o755)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    folder = socket_folder(tmp_path, None)
    assert tmp_path not in folder.parents
    folder.rmdir()


def test_a_folder_that_someone_put_in_the_way_is_refused(short: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(short))
    (short / "elsewhere").mkdir(mode=0o700)
    (short / f"dangjian-{os.geteuid()}").symlink_to("elsewhere")
    with pytest.raises(DatabaseRefused, match="为安全起见不使用"):
        socket_folder(short, None)
    assert list((short / "elsewhere").iterdir()) == []


def test_a_long_temporary_path_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / ("很长" * 20)))
    folder = socket_folder(tmp_path, None)
    assert len(os.fsencode(folder)) <= 86
    folder.rmdir()


def test_root_needs_an_account_that_exists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setenv("DANGJIAN_DATABASE_ACCOUNT", "nobody-by-this-name")
    with pytest.raises(DatabaseRefused, match="没有可用的普通账号（nobody-by-this-name）"):
        account()
    monkeypatch.setenv("DANGJIAN_DATABASE_ACCOUNT", "root")
    with pytest.raises(DatabaseRefused, match="没有可用的普通账号"):
        account()


def test_root_takes_the_first_account_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.delenv("DANGJIAN_DATABASE_ACCOUNT", raising=False)
    monkeypatch.setattr(accounts, "_CANDIDATES", ("nobody-by-this-name", "daemon"))
    found = account()
    assert found
    assert found.name == "daemon"


def test_a_plain_user_needs_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert account() is None
