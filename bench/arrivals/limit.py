"""The limit: pgbench with the very statement of the service, prepared, sixteen connections, into the same table."""

import re
import subprocess
import tempfile
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

from bench.arrivals.ground import SEATS, People, signed
from dangjian.access.permissions import Permission
from dangjian.activities.meetings.services.signing_in import ARRIVE
from dangjian.foundation.database.account import account
from dangjian.foundation.database.binaries import binaries

CLIENTS: Final = 16
THREADS: Final = 2
_MEETING: Final = "('00000000-0000-7000-8000-' || lpad((:block)::text, 12, '0'))"

# pgbench takes a colon for a variable, within quotes too.
_PERMISSION: Final = " || chr(58) || ".join(f"'{part}'" for part in Permission.MEETING_SIGN_IN.value.split(":"))


def a_second(url: str, people: People) -> float:
    """Return the attendances a second that pgbench writes, each a different one."""
    each = people.numbered // CLIENTS
    with tempfile.TemporaryDirectory(prefix="dangjian-bench-") as folder:
        script = Path(folder) / "arrive.sql"
        script.write_text(_script(people, each), encoding="utf-8")
        parts = urlsplit(url)
        sockets = parse_qs(parts.query)["host"][0]
        command = [
            str(binaries(account()).folder / "pgbench"), "-n", "-h", sockets, "-U", parts.username or "",
            "-c", str(CLIENTS), "-j", str(THREADS), "-M", "prepared", "-t", str(each), "-D", "i=0",
            "-f", str(script), parts.path.lstrip("/"),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    said = done.stdout + done.stderr
    found = re.search(r"^tps = ([0-9.]+)", said, re.MULTILINE)
    rows, logged = signed()
    if found is None or rows != each * CLIENTS or logged != rows:
        raise AssertionError(f"pgbench: {rows} rows, {logged} logged\n{said}")
    return float(found[1])


def _script(people: People, each: int) -> str:
    statement = ARRIVE % {
        "meeting": f"{_MEETING}::uuid", "subject": _MEETING, "account": "(:account)::bigint", "epoch": "1",
        "permission": _PERMISSION, "at": "now()",
    }  # fmt: skip
    lines = [
        f"\\set n :client_id * {each} + :i", "\\set i :i + 1", f"\\set block :n / {SEATS}",
        f"\\set account {people.base} + :n", f"{statement.strip()};",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"
