"""The person at the pages: opens a form, sends it, and sends the same form again where no answer came."""

import http.client
import re
import socket
from dataclasses import dataclass
from urllib.parse import urlencode

HOST = "127.0.0.1"
_TOKEN = "a" * 32
_BOUNDARY = "a-line-between-the-parts"


@dataclass(slots=True)
class Answer:
    """What came back; no status where the line broke."""

    status: int | None
    where: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it goes out, so that it can go out once more."""

    address: str
    body: bytes
    kind: str


class Person:
    """A browser, as far as the rounds need one."""

    def __init__(self, port: int, session: str) -> None:
        self.port = port
        self._cookies = f"sessionid={session}; csrftoken={_TOKEN}"

    def open(self, address: str) -> Answer:
        """Read a page."""
        return self._ask("GET", address, None, {})

    def form(self, page: str, address: str, fields: dict[str, str], file: tuple[str, bytes] | None = None) -> Sent:
        """Open ``page`` and fill its form, with the key it was opened with."""
        found = re.search(r'name="once" value="([^"]+)"', self.open(page).text)
        assert found, f"no form on {page}"
        kept = {**fields, "once": found[1], "csrfmiddlewaretoken": _TOKEN}
        if file is None:
            return Sent(address, urlencode(kept).encode(), "application/x-www-form-urlencoded")
        return Sent(address, _parts(kept, file), f"multipart/form-data; boundary={_BOUNDARY}")

    def send(self, form: Sent) -> Answer:
        """Send a form."""
        return self._ask("POST", form.address, form.body, {"Content-Type": form.kind})

    def is_served(self) -> bool:
        """Whether pages are answered from the database."""
        return self.open("/imports/").status == 200

    def _ask(self, method: str, address: str, body: bytes | None, head: dict[str, str]) -> Answer:
        line = http.client.HTTPConnection(HOST, self.port, timeout=60)
        try:
            line.request(method, address, body, {"Cookie": self._cookies, **head})
            answer = line.getresponse()
            return Answer(answer.status, answer.headers.get("Location", ""), answer.read().decode())
        except (http.client.HTTPException, OSError):
            return Answer(None)
        finally:
            line.close()


def _parts(fields: dict[str, str], file: tuple[str, bytes]) -> bytes:
    pieces = [f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
              for name, value in fields.items()]  # fmt: skip
    name, data = file
    head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
    pieces.append(f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + data + b"\r\n")
    return b"".join(pieces) + f"--{_BOUNDARY}--\r\n".encode()


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
