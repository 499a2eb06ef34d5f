"""Where the embedded database lies on disk, and where its socket lies."""

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from dangjian.foundation.database.account import Account
from dangjian.foundation.database.refusal import DatabaseRefused

STORE = Path("/var/lib/dangjian")
_LONGEST_SOCKET_PATH = 100  # bytes; the kernel allows 107.
_SOCKET_NAME = "/.s.PGSQL.5432"


@dataclass(frozen=True)
class Place:
    """The folder of one embedded database; everything in it is ours."""

    home: Path

    @property
    def cluster(self) -> Path:
        """The folder PostgreSQL owns."""
        return self.home / "cluster"

    @property
    def log(self) -> Path:
        """What PostgreSQL says."""
        return self.home / "postgres.log"

    @property
    def lock(self) -> Path:
        """Held by the one supervisor."""
        return self.home / "supervisor.lock"

    @property
    def address(self) -> Path:
        """The folder of the socket, written by the supervisor for those who join it."""
        return self.home / "socket-folder"


def place(data: Path, account: Account | None) -> Place:
    """The database of the data folder `data`.

    As root it lies under /var/lib/dangjian: a home of mode 0700 would hide it from PostgreSQL's account, and no
    permission of a folder that is not ours is changed.
    """
    ours = data.resolve() / "postgres"
    if account is None:
        return Place(ours)
    if ours.exists():
        raise DatabaseRefused(
            f"数据库文件夹 {ours} 由普通账号 {_owner(ours)} 建立，不能以 root 启动。数据未改动。请改用该账号运行。"
        )
    return Place(STORE / fingerprint(data))


def fingerprint(data: Path) -> str:
    """A short name for a data folder: two checkouts never meet."""
    return hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:16]


def make_home(home: Path) -> None:
    """Create the folder where missing; as root others may pass through it, PostgreSQL's account among them."""
    mode = 0o755 if os.geteuid() == 0 else 0o700
    for folder in (home.parent, home) if home.parent == STORE else (home,):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if folder.lstat().st_uid == os.geteuid():
                folder.chmod(mode)
        except OSError as error:
            raise DatabaseRefused(
                f"无法建立数据库文件夹 {folder}（{error.strerror}）。请检查权限和磁盘空间。"
            ) from error


def socket_folder(data: Path, account: Account | None) -> Path:
    """A 0700 folder for the socket, owned by who runs PostgreSQL, with a short path and never in the checkout."""
    for base in _bases(account):
        folder = base / fingerprint(data)
        if len(os.fsencode(folder)) + len(_SOCKET_NAME) <= _LONGEST_SOCKET_PATH:
            _own(base, 0o711 if account else 0o700, os.geteuid(), os.getegid())
            _own(folder, 0o700, *(account.identity if account else (os.geteuid(), os.getegid())))
            return folder
    raise DatabaseRefused("临时文件夹的路径过长，数据库的套接字放不下。请把 TMPDIR 设为较短的路径后再运行。")


def _bases(account: Account | None) -> list[Path]:
    if account:
        return [Path("/run/dangjian"), Path("/tmp/dangjian-0")]  # noqa: S108  ownership is checked below.
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    user = f"dangjian-{os.geteuid()}"
    private = [Path(runtime) / "dangjian"] if runtime and _is_private(Path(runtime)) else []
    return [*private, Path(tempfile.gettempdir()) / user, Path("/tmp") / user]  # noqa: S108


def _is_private(folder: Path) -> bool:
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o077


def _own(folder: Path, mode: int, uid: int, gid: int) -> None:
    """Create the folder, or make sure that the one there is ours and no one's link."""
    try:
        folder.mkdir(mode=0o700)
        if uid != os.geteuid():
            os.chown(folder, uid, gid, follow_symlinks=False)
    except FileExistsError:
        pass
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {uid, os.geteuid()}:
        raise DatabaseRefused(
            f"{folder} 已被其他账号（{_owner(folder)}）占用，为安全起见不使用。"
            "请让管理员删除它，或把 TMPDIR 设为自己的文件夹后再运行。"
        )
    os.chown(folder, uid, gid, follow_symlinks=False)
    folder.chmod(mode)


def _owner(path: Path) -> str:
    try:
        return path.owner()
    except KeyError:
        return str(path.lstat().st_uid)
