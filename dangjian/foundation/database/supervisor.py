"""One supervisor per data folder: starts PostgreSQL, waits through crash recovery, restarts it, stops it."""

import fcntl
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self
from urllib.parse import quote

import psycopg
from psycopg import sql

from dangjian.foundation.database import cluster
from dangjian.foundation.database.account import account
from dangjian.foundation.database.binaries import Programs, binaries
from dangjian.foundation.database.leftovers import clear
from dangjian.foundation.database.place import make_home, place, socket_folder
from dangjian.foundation.database.refusal import AlreadySupervised, DatabaseRefused
from dangjian.foundation.database.tuning import arguments
from dangjian.foundation.processes import children

_LARGEST_LOG = 10 * 1024 * 1024  # bytes
_SPEAK_EVERY = 10.0  # seconds


def url(sockets: Path | str) -> str:
    """The address of an embedded database, without a secret: the socket knows who calls."""
    return f"postgresql://{cluster.ROLE}@/{cluster.DATABASE}?host={quote(str(sockets), safe='')}"


def quiet(_words: str) -> None:
    """Say nothing."""


class Supervisor:
    """The embedded database of one data folder.

    `durable=False` gives up fsync: for the throw-away databases of ordinary tests only. `programs` are others than the
    wheel's: tests run on Debian's too. Start and stop it from the
    main thread: PostgreSQL is told to stop when the thread that started it ends.
    """

    def __init__(
        self,
        data: Path,
        *,
        durable: bool = True,
        say: Callable[[str], None] = quiet,
        programs: Programs | None = None,
    ) -> None:
        self._account = account()
        self._given = programs
        self._place = place(data, self._account)
        self._data = data
        self._durable = durable
        self._say = say
        self._lock: IO[bytes] | None = None
        self._sockets: Path | None = None
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address for `DATABASE_URL`."""
        if self._sockets is None:
            raise DatabaseRefused("内置数据库尚未启动。")
        return url(self._sockets)

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The postmaster."""
        if self._process is None:
            raise DatabaseRefused("内置数据库尚未启动。")
        return self._process

    def start(self) -> None:
        """Start, and return once queries are answered, however long recovery takes.

        Raises AlreadySupervised, or DatabaseRefused with the reason; then nothing runs and nothing was changed.
        """
        make_home(self._place.home)
        self._take_lock()
        try:
            programs = self._programs()
            if self._place.cluster.is_dir():
                clear(self._place.cluster)
            cluster.ensure(self._place, programs, self._account, durable=self._durable)
            self._sockets = socket_folder(self._data, self._account)
            self._spawn(programs)
            self._await()
            self._place.address.write_text(str(self._sockets))
            self._furnish()
        except BaseException:
            self.stop()
            raise

    def restart_if_dead(self) -> bool:
        """After the postmaster was killed: start it again. Says whether it had to."""
        if self._process is None or self._process.poll() is None:
            return False
        clear(self._place.cluster)
        self._spawn(self._programs())
        self._await()
        return True

    def stop(self) -> None:
        """Stop: fast, then immediate, then certain. Data are safe in each case."""
        if self._process:
            children.end(self._process, (signal.SIGINT, 30), (signal.SIGQUIT, 10))
            self._process = None
        if self._lock:
            self._place.address.unlink(missing_ok=True)
            self._lock.close()
            self._lock = None
        if self._sockets:
            with suppress(OSError):
                self._sockets.rmdir()
            self._sockets = None

    def discard(self) -> None:
        """Remove the database for good, also one that no longer starts; raises as start() does."""
        make_home(self._place.home)
        self._take_lock()
        try:
            if self._place.cluster.is_dir():
                cluster.recognize(self._place.cluster, self._account, self._programs().major)
                clear(self._place.cluster)
            shutil.rmtree(self._place.home)
        finally:
            self.stop()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def _take_lock(self) -> None:
        lock = self._private(self._place.lock)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise AlreadySupervised(
                f"这个数据文件夹的数据库已由另一个进程管理（{self._place.home}）。数据未改动。请先停止那个进程。"
            ) from None
        self._lock = lock

    def _programs(self) -> Programs:
        return self._given or binaries(self._account)

    @staticmethod
    def _private(path: Path) -> IO[bytes]:
        """Open for appending; for our eyes only, also where the folder is open to others."""
        return os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "ab")

    def _spawn(self, programs: Programs) -> None:
        assert self._sockets is not None  # noqa: S101  set by start().
        if self._place.log.exists() and self._place.log.stat().st_size > _LARGEST_LOG:
            self._place.log.replace(self._place.log.with_suffix(".log.1"))
        for left in (".s.PGSQL.5432", ".s.PGSQL.5432.lock"):  # A killed master's; its number may be a zombie's.
            (self._sockets / left).unlink(missing_ok=True)
        options = arguments(self._place, self._sockets, durable=self._durable)
        with self._private(self._place.log) as log:
            self._process = children.start(
                [str(programs.folder / "postgres"), "-D", str(self._place.cluster), *options],
                environment=cluster.ENVIRONMENT,
                folder=Path("/"),
                farewell=signal.SIGINT,
                identity=self._account.identity if self._account else None,
                output=log,
            )

    def _await(self) -> None:
        spoken = time.monotonic()
        while not self._answers():
            if self.process.poll() is not None:
                raise DatabaseRefused(f"内置数据库没有启动起来。数据未改动。程序报告：{self._last_words()}")
            if time.monotonic() - spoken > _SPEAK_EVERY:
                self._say("数据库正在从上次的中断中恢复，请稍候……")
                spoken = time.monotonic()
            time.sleep(0.02)

    def _answers(self) -> bool:
        try:
            with psycopg.connect(host=str(self._sockets), user=cluster.SUPERUSER, dbname="postgres", connect_timeout=5):
                return True
        except psycopg.OperationalError:
            return False

    def _last_words(self) -> str:
        lines = self._place.log.read_text(errors="replace").splitlines()
        return " / ".join(line for line in lines[-20:] if "FATAL" in line or "PANIC" in line) or "（无）"

    def _furnish(self) -> None:
        """Make the platform's role and database; done again at each start, for a kill may fall in between."""
        with psycopg.connect(
            host=str(self._sockets), user=cluster.SUPERUSER, dbname="postgres", autocommit=True
        ) as connection:
            role, database = sql.Identifier(cluster.ROLE), sql.Identifier(cluster.DATABASE)
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [cluster.ROLE]).fetchone():
                may = sql.SQL("" if self._durable else " CREATEDB")  # Tests make databases; the platform does not.
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(role) + may)
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [cluster.DATABASE]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, role))
