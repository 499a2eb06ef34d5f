"""Whether an address can be served on, asked before anything is started."""

import errno
import socket
import time
from collections.abc import Callable
from contextlib import suppress

from dangjian.site.processes.failure import PortTaken

_HIGHEST = 65535


def claim(host: str, port: int) -> None:
    """Make sure that nobody listens there; raises PortTaken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except (OSError, OverflowError) as error:
            raise PortTaken(_words(host, port, error)) from error


def _words(host: str, port: int, error: OSError | OverflowError) -> str:
    code = error.errno if isinstance(error, OSError) else None
    another = f"请换一个端口，例如：make demo PORT={port + 1 if port < _HIGHEST else 8001}"
    if code == errno.EADDRINUSE:
        return f"端口 {port} 已被其他程序占用，未启动任何程序。{another}"
    if code == errno.EACCES:
        return f"没有权限使用端口 {port}，未启动任何程序。{another}"
    return f"不能在 {host}:{port} 上提供服务，未启动任何程序。{another}"


def answers(host: str, port: int, patience: float, is_alive: Callable[[], bool]) -> bool:
    """Whether somebody listens there within `patience` seconds, as long as who should is alive."""
    deadline = time.monotonic() + patience
    while is_alive() and time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection((host, port), timeout=1):
            return True
        time.sleep(0.05)
    return False
