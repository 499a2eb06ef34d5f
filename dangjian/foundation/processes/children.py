"""One child in its own process group: started on a leash, ended by steps, with everything it started."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from dangjian.foundation.processes.leash import leash


def start(
    command: Sequence[str],
    *,
    environment: Mapping[str, str],
    folder: Path,
    farewell: signal.Signals = signal.SIGTERM,
    identity: tuple[int, int] | None = None,
    output: IO[bytes] | None = None,
) -> subprocess.Popen[bytes]:
    """Start `command` in `folder`; `farewell` is what it hears if we die; `identity` is (uid, gid), as root only."""
    uid, gid = identity or (None, None)
    return subprocess.Popen(
        command,
        env=dict(environment),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        start_new_session=True,  # Ctrl-C reaches us alone; we stop the others in order.
        user=uid,
        group=gid,
        extra_groups=None if identity is None else [],
        umask=0o077,
        preexec_fn=leash(farewell),  # noqa: PLW1509  two system calls; no thread runs yet when children are started.
    )


def end(process: subprocess.Popen[bytes], *steps: tuple[signal.Signals, float]) -> None:
    """Send each signal and wait its seconds; then kill the group. Returns when the process is reaped."""
    for number, patience in steps:
        if process.poll() is not None:
            break
        process.send_signal(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
