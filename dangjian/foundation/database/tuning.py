"""How PostgreSQL is set, given on its command line at each start, so that nothing depends on an edited file."""

import os
import shutil
from pathlib import Path

from dangjian.foundation.database.place import Place

_MB = 1024 * 1024
_ENOUGH_SHARED = 512 * _MB  # bytes; below it parallel queries fail with "could not resize shared memory segment".

_ALWAYS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "Asia/Shanghai",
    "log_timezone": "Asia/Shanghai",
    "log_min_error_statement": "panic",  # A failed row may hold a person's data: statements never reach the log.
    "log_error_verbosity": "terse",  # Nor do the key values of a DETAIL line.
    "jit": "off",
    "max_connections": "100",
    "work_mem": "32MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "15min",
    "wal_compression": "on",
    "random_page_cost": "1.1",
}
_DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
_THROWAWAY = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "max_wal_size": "1GB"}


def arguments(place: Place, sockets: Path, *, durable: bool) -> list[str]:
    """The arguments of `postgres`; `durable=False` is for the throw-away databases of ordinary tests only."""
    settings = {
        **_ALWAYS,
        **(_DURABLE if durable else _THROWAWAY),
        "shared_buffers": f"{_shared_buffers()}MB",
        "dynamic_shared_memory_type": _shared_memory(),
        "unix_socket_directories": f'"{sockets}"',  # Quoted: the value is a list.
        "hba_file": str(place.home / "pg_hba.conf"),
        "ident_file": str(place.home / "pg_ident.conf"),
    }
    return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def _shared_buffers() -> int:
    """An eighth of the machine's memory, in MB, between 128 and 2048."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // _MB
    return max(128, min(memory // 8, 2048))


def _shared_memory() -> str:
    try:
        return "posix" if shutil.disk_usage("/dev/shm").total >= _ENOUGH_SHARED else "mmap"  # noqa: S108
    except OSError:
        return "mmap"
