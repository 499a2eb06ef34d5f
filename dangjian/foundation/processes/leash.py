"""The kernel's promise that a child hears when its parent dies, `kill -9` included (prctl(2), PR_SET_PDEATHSIG)."""

import ctypes
import os
import signal
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)  # Loaded before any fork: a child between fork and exec must not allocate.


def die_with_parent(parent: int, with_signal: signal.Signals = signal.SIGTERM) -> None:
    """Ask for `with_signal` when the thread that started this process ends.

    `parent` is the process id the caller had before the fork: where it is already gone, end now.
    """
    _libc.prctl(_PR_SET_PDEATHSIG, int(with_signal), 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def leash(with_signal: signal.Signals) -> Callable[[], None]:
    """A function for `Popen(preexec_fn=…)`; runs after the change of user, which would clear the promise."""
    parent = os.getpid()
    return lambda: die_with_parent(parent, with_signal)
