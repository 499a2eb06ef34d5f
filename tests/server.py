"""`python -m tests.server COMMAND…`: run a command with `DATABASE_URL` at the PostgreSQL that Debian ships.

The server is a throw-away one in a temporary folder, on a socket; no service of the machine is started or touched.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from dangjian.foundation.database.binaries import Programs
from dangjian.foundation.database.supervisor import Supervisor

_DEBIAN = Path("/usr/lib/postgresql")


def debian() -> Programs:
    """The oldest server that is installed: what is oldest is most likely to lack something."""
    found = sorted((int(path.name), path / "bin") for path in _DEBIAN.glob("[0-9]*") if (path / "bin/initdb").exists())
    if not found:
        sys.exit("本机没有 PostgreSQL 服务器程序。请先安装：apt-get install postgresql")
    major, folder = found[0]
    return Programs(folder, major)


def main() -> int:
    """Start the server, run the command, remove the server."""
    programs = debian()
    with tempfile.TemporaryDirectory(prefix="dangjian-server-") as data:
        supervisor = Supervisor(Path(data), durable=False, programs=programs)
        try:
            with supervisor:
                print(f"PostgreSQL {programs.major}", flush=True)
                environment = {**os.environ, "DATABASE_URL": supervisor.url}
                return subprocess.run(sys.argv[1:], env=environment, check=False).returncode
        finally:
            Supervisor(Path(data), durable=False, programs=programs).discard()


if __name__ == "__main__":
    sys.exit(main())
