"""wrk against the real web server: every request the arrival of another member, its proof made beforehand."""

import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.db import connection

from bench.arrivals.ground import SEATS, People, signed
from bench.arrivals.server import Server, serving
from dangjian.activities.meetings import codes
from dangjian.foundation.time import now

CONNECTIONS: Final = 64
THREADS: Final = 2
LONGEST: Final = 500  # Seconds: as long as a ticket is good.
_LAST_ANSWERS: Final = 5  # Seconds for what was sent last.
# Each thread takes every so-manieth line of the file; who has sent all of its lines stops and leaves a mark: wrk itself
# sleeps until its time is over, however early its threads are done.
SCRIPT: Final = """
local number = 0
function setup(thread) thread:set("mine", number); number = number + 1 end
function init(args)
  lines, at, marks = {}, 0, args[1]
  local place = 0
  for line in io.lines(args[1]) do
    if place %% %(threads)d == mine then lines[#lines + 1] = line end
    place = place + 1
  end
end
function request()
  if mine == 0 and not asked then  -- wrk asks the first thread once for a look, and does not send that.
    asked = true
    return wrk.format("GET", "/sign-in/")
  end
  at = at + 1
  if at > #lines then
    io.open(marks .. "." .. mine, "w"):close()
    wrk.thread:stop()
    return wrk.format("GET", "/sign-in/")
  end
  local path, body = lines[at]:match("^(%%S+) (%%S+)$")
  return wrk.format("POST", path, {["Content-Type"] = "application/x-www-form-urlencoded"}, body)
end
"""


@dataclass(frozen=True, slots=True)
class Reached:
    """How many signed in, within how many seconds, and how many of them are wrong: lost, doubled or not logged."""

    rows: int
    seconds: float
    wrong: int

    @property
    def a_second(self) -> float:
        """Attendances a second."""
        return self.rows / self.seconds


def a_second(people: People, seconds: int) -> Reached:
    """Let members arrive for some seconds; every answer that said so has its row and its line in the log."""
    with serving() as server, _lines(people) as lines:
        begun = time.perf_counter()
        said = subprocess.run(
            _wrk(server.address, lines, seconds), capture_output=True, text=True, timeout=seconds + 60, check=True
        ).stdout
        taken = time.perf_counter() - begun
    rows, logged = signed()
    answered = int(re.search(r"(\d+) requests in", said)[1])  # type: ignore[index]  # wrk's last lines
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    wrong = abs(rows - logged) + max(0, answered - rows) + int(refused[1] if refused else 0)
    return Reached(rows, min(taken, _seconds(said)), wrong)


def everyone(people: People) -> Reached:
    """Let all arrive while the web server is killed and starts again.

    Then everyone sends once more: who got no answer, and who did.
    """
    begun = time.perf_counter()
    with serving() as server, _lines(people) as lines:
        with _sending(server, lines) as sending:
            while signed()[0] < people.all // 2 and sending.poll() is None:
                time.sleep(0.5)
            server.kill()
        server.start()
        _marks(lines, is_clear=True)
        with _sending(server, lines) as sending:
            while _marks(lines) < THREADS and sending.poll() is None:
                time.sleep(0.5)
            time.sleep(_LAST_ANSWERS)
    rows, logged = signed()
    return Reached(rows, time.perf_counter() - begun, abs(people.all - rows) + abs(rows - logged))


def _marks(lines: Path, *, is_clear: bool = False) -> int:
    """Count the threads that have sent all of their lines; forget those of an earlier sending."""
    marks = [lines.with_name(f"{lines.name}.{number}") for number in range(THREADS)]
    if is_clear:
        for mark in marks:
            mark.unlink(missing_ok=True)
    return sum(mark.exists() for mark in marks)


@contextmanager
def _sending(server: Server, lines: Path) -> Iterator["subprocess.Popen[bytes]"]:
    sending = subprocess.Popen(_wrk(server.address, lines, LONGEST), stdout=subprocess.DEVNULL)
    try:
        yield sending
    finally:
        sending.kill()
        sending.wait()


def _wrk(address: str, lines: Path, seconds: int) -> list[str]:
    """Return the command that lets them arrive."""
    script = lines.with_name("arrive.lua")
    script.write_text(SCRIPT % {"threads": THREADS})
    program = shutil.which("wrk")
    if program is None:
        message = "wrk is not installed: apt-get install wrk"
        raise RuntimeError(message)
    return [
        program, "-t", str(THREADS), "-c", str(CONNECTIONS), "-d", str(seconds), "--timeout", "20", "-s", str(script),
        address, "--", str(lines),
    ]  # fmt: skip


def _seconds(said: str) -> float:
    found = re.search(r"requests in ([0-9.]+)(s|m)", said)
    return float(found[1]) * (60 if found[2] == "m" else 1) if found else float("inf")


@contextmanager
def _lines(people: People) -> Iterator[Path]:
    """Write down what each member sends: the path of the meeting and the ticket that a good scan would get."""
    at = now()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT m.public_id, b.account, b.epoch FROM bench_attendee b JOIN meetings_meeting m"
            " ON m.public_id = ('00000000-0000-7000-8000-' || lpad((b.n / %s)::text, 12, '0'))::uuid ORDER BY b.n",
            [SEATS],
        )
        rows = cursor.fetchall()
    if len(rows) != people.all:
        message = f"{len(rows)} tickets for {people.all} members"
        raise RuntimeError(message)
    with tempfile.TemporaryDirectory(prefix="dangjian-bench-") as folder:
        lines = Path(folder) / "arrivals.txt"
        lines.write_text(
            "".join(
                f"/meetings/{meeting}/arrival/ ticket={codes.ticket(account, epoch, meeting, at)}\n"
                for meeting, account, epoch in rows
            )
        )
        yield lines
