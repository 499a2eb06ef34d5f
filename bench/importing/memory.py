"""Private memory of processes while something runs: what would be free again if they were gone."""

import os
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

_EVERY = 0.05  # Seconds between two looks.
MEGABYTE = 2**20


class Watch:
    """The highest private memory, in bytes, of each kind of process below this one; a kind is told by its command."""

    def __init__(self, kinds: Mapping[str, str]) -> None:
        self.most = dict.fromkeys(kinds, 0)
        self._kinds = kinds
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.is_set():
            for pid in _below(os.getpid()):
                try:
                    command = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
                    kind = next((name for name, mark in self._kinds.items() if mark in command), None)
                    if kind:
                        self.most[kind] = max(self.most[kind], _private(pid))
                except OSError:
                    continue  # It went between two looks.
            time.sleep(_EVERY)


def _below(pid: int) -> Iterator[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(word) for task in tasks for word in (task / "children").read_text().split()]
    except OSError:
        return
    for child in children:
        yield child
        yield from _below(child)


def _private(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(("Private_Clean:", "Private_Dirty:")))
