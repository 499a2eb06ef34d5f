"""The folder that PostgreSQL owns: made once, whole or not at all, and recognized again."""

import os
import pwd
import shutil
import subprocess
from pathlib import Path

from dangjian.foundation.database.account import Account
from dangjian.foundation.database.binaries import Programs
from dangjian.foundation.database.place import Place
from dangjian.foundation.database.refusal import DatabaseRefused

SUPERUSER = "postgres"
ROLE = "dangjian"
DATABASE = "dangjian"
_MARK = "made-by-dangjian"
_FIRST_WITH_BUILTIN = 17


def ensure(place: Place, programs: Programs, account: Account | None, *, durable: bool) -> None:
    """Make the cluster where there is none; refuse one that is foreign, of another owner or of another version."""
    if place.cluster.is_symlink() or place.cluster.exists():
        recognize(place.cluster, account, programs.major)
    else:
        _make(place, programs, account, durable=durable)
    _write_rules(place)


def recognize(cluster: Path, account: Account | None, major: int) -> None:
    """Raise DatabaseRefused unless the folder is a cluster made by us, of this account and this version."""
    if cluster.is_symlink() or not cluster.is_dir():
        raise _foreign(cluster, "它不是一个文件夹")
    owner = account.uid if account else os.geteuid()
    if cluster.stat().st_uid != owner:
        raise _foreign(cluster, "它属于另一个账号，请改用原来的账号运行")
    try:
        found = (cluster / "PG_VERSION").read_text().strip()
    except (OSError, UnicodeDecodeError):
        raise _foreign(cluster, "其中没有数据库") from None
    if not found.isdigit():
        raise _foreign(cluster, "其中的版本标记无法识别")
    if int(found) > major:
        raise _foreign(cluster, f"它由更新的 PostgreSQL {found} 建立，本版程序为 {major}，请升级本平台")
    if int(found) < major:
        raise _foreign(cluster, f"它由较早的 PostgreSQL {found} 建立，本版程序为 {major}，请按运维手册先备份再升级")
    if not (cluster / _MARK).is_file():
        raise _foreign(cluster, "它不是本平台建立的数据库")


def _foreign(cluster: Path, why: str) -> DatabaseRefused:
    return DatabaseRefused(f"不能使用数据库文件夹 {cluster}：{why}。其中的内容未改动。")


def _locale(major: int) -> list[str]:
    """The same order and case rules on every machine; before 17 there is no provider of PostgreSQL's own."""
    if major < _FIRST_WITH_BUILTIN:
        return ["--locale=C.UTF-8"]
    return ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]


def _make(place: Place, programs: Programs, account: Account | None, *, durable: bool) -> None:
    draft = place.home / "cluster.new"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    identity: dict[str, int | list[int]] = {}
    if account:
        os.chown(draft, account.uid, account.gid)
        identity = {"user": account.uid, "group": account.gid, "extra_groups": []}
    command = [
        str(programs.folder / "initdb"), "-D", str(draft), "-U", SUPERUSER, "--encoding=UTF8", *_locale(programs.major),
        "--data-checksums", "--auth=reject", "--no-instructions", *([] if durable else ["--no-sync"]),
    ]  # fmt: skip
    done = subprocess.run(command, cwd="/", env=ENVIRONMENT, capture_output=True, text=True, check=False, **identity)  # type: ignore[call-overload]
    if done.returncode:
        raise DatabaseRefused(f"数据库初始化失败，未留下半成品。请检查磁盘空间和权限。程序报告：{done.stderr.strip()}")
    with (draft / _MARK).open("x") as mark:
        mark.write("dangjian\n")
        os.fsync(mark.fileno())
    draft.rename(place.cluster)


ENVIRONMENT = {"LC_ALL": "C", "PATH": "/usr/bin:/bin"}  # Whatever LANG says: a locale that is not installed fails.


def _write_rules(place: Place) -> None:
    """Only the system account that runs this platform may connect, over the socket, as the two roles."""
    person = pwd.getpwuid(os.geteuid()).pw_name
    hba = place.home / "pg_hba.conf"
    ident = place.home / "pg_ident.conf"
    hba.write_text("local all all peer map=dangjian\n")
    ident.write_text(f'dangjian "{person}" {SUPERUSER}\ndangjian "{person}" {ROLE}\n')
    for rules in (hba, ident):
        rules.chmod(0o644 if os.geteuid() == 0 else 0o600)
