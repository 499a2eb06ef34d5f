"""Reads a roster in the limited child process, block by block: nothing of it is ever held whole or laid on disk."""

import fcntl
import os
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import orjson

from dangjian.affairs.imports.reading.limits import MOST_ANSWER, MOST_BYTES, WALL_SECONDS
from dangjian.foundation.documents.content import Unsupported

_ROOT: Final = Path(__file__).resolve().parents[4]
_PIECE: Final = 1024 * 1024
_PIPE: Final = 1024 * 1024  # Bytes that a pipe holds, where the system lets us: each side waits less for the other.
_CHILD: Final = "dangjian.affairs.imports.reading.child"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it begins: serial days may count from 1904; ``hidden`` rows of the book are read like the others."""

    name: str
    from_1904: bool
    hidden: int


@dataclass(frozen=True, slots=True)
class Block:
    """Rows in order with their numbers in the sheet; empty rows are left out."""

    numbers: list[int]
    rows: list[list[str]]


@dataclass(slots=True)
class _Talk:
    """What the child said so far: where it was when it fell silent."""

    sheet: str = ""
    row: int = 0
    ended: bool = field(default=False)

    @property
    def place(self) -> str:
        where = f"工作表“{self.sheet}”" if self.sheet else "表格"
        return f"{where}第 {self.row + 1} 行以后" if self.row else where


def read(data: bytes) -> Iterator[Sheet | Block]:
    """Yield sheets and their blocks; raises ``Unsupported`` in words that name the place as far as it was reached."""
    if not data:
        raise Unsupported("文件是空的，没有导入。请重新选择文件。")
    if len(data) > MOST_BYTES:
        raise Unsupported(f"文件超过 {MOST_BYTES // 2**20} MB，没有导入。请删去图片后另存，或分成几个文件。")
    with _child(data) as process:
        yield from _talk(process)


@contextmanager
def _child(data: bytes) -> Generator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-P", "-m", _CHILD]
    environment = {"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PATH": os.defpath, "LC_ALL": "C.UTF-8"}
    # A panic of the parser may print what it read: stderr goes nowhere. One arena keeps address space small.
    environment["MALLOC_ARENA_MAX"] = "1"
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as process:
        _widen(process)
        # Whoever does not take the file off our hands in time is ended too.
        watch = threading.Timer(WALL_SECONDS, process.kill)
        watch.start()
        try:
            _give(process, data)
            watch.cancel()
            yield process
        finally:
            watch.cancel()
            process.kill()


def _widen(process: "subprocess.Popen[bytes]") -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with suppress(OSError):
                fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)


def _give(process: "subprocess.Popen[bytes]", data: bytes) -> None:
    assert process.stdin  # noqa: S101  # opened as a pipe above
    try:
        process.stdin.write(data)
        process.stdin.close()
    except BrokenPipeError:
        return  # It died before it had read: what it leaves behind says so.


def _talk(process: "subprocess.Popen[bytes]") -> Iterator[Sheet | Block]:
    talk, left = _Talk(), MOST_ANSWER
    for line in _lines(process):
        left -= len(line)
        if left < 0:
            raise Unsupported(f"{talk.place}：内容太多，没有导入。请分成几个文件。")
        said = _parsed(line)
        if "refused" in said:
            raise Unsupported(str(said["refused"]))
        if "sheet" in said:
            talk.sheet, talk.row = said["sheet"], 0
            yield Sheet(said["sheet"], said["from_1904"], said["hidden"])
        elif "rows" in said:
            talk.row = said["numbers"][-1]
            yield Block(said["numbers"], said["rows"])
        else:
            talk.ended = True
    if process.wait() != 0 or not talk.ended:
        raise Unsupported(
            f"{talk.place}读不下去：文件异常、已损坏，或读取超出时间和内存限度，没有导入。"
            "请用 WPS 或 Excel 打开，另存为新的 .xlsx 再试，或分成几个文件。"
        )


def _lines(process: "subprocess.Popen[bytes]") -> Iterator[bytes]:
    """Yield what the child says, line by line; ends when it does, or when we have waited for it long enough.

    Only waiting counts: the child also waits for us, while the database is asked about its rows.
    """
    assert process.stdout  # noqa: S101  # opened as a pipe above
    left, rest, pipe = float(WALL_SECONDS), b"", process.stdout.fileno()
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while left > 0:
            begun = time.monotonic()
            ready = selector.select(left)
            left -= time.monotonic() - begun
            piece = os.read(pipe, _PIECE) if ready else b""
            if not piece:
                break
            *lines, rest = (rest + piece).split(b"\n")
            yield from lines
    process.kill()


def _parsed(line: bytes) -> dict:  # type: ignore[type-arg]  # whatever the child says
    try:
        return dict(orjson.loads(line))
    except (ValueError, TypeError):
        return {}  # A line cut short by the child's death.
