"""The upload as a browser sends it, to the real web server."""

import http.client
import re
from urllib.parse import urlsplit
from uuid import uuid4


class Visitor:
    """Someone signed in, by the Cookie header of their session."""

    def __init__(self, address: str, cookie: str) -> None:
        self._host = urlsplit(address).netloc
        self._cookie = cookie

    def bring(self, body: int, data: bytes) -> str:
        """Upload a roster of people and return the address of its page."""
        page, cookie = self._get("/imports/new/")
        fields = {
            "csrfmiddlewaretoken": _value(page, "csrfmiddlewaretoken"),
            "once": _value(page, "once"),
            "kind": "people",
            "organization": str(body),
        }
        return self._post("/imports/new/", fields, data, cookie)

    def confirm(self, address: str) -> None:
        """Confirm what was checked."""
        page, cookie = self._get(address)
        fields = {name: _value(page, name) for name in ("csrfmiddlewaretoken", "once")}
        self._post(f"{address}confirmation/", fields | {"reason": "已核对"}, None, cookie)

    def see(self, address: str) -> str:
        """Return a page."""
        return self._get(address)[0]

    def _get(self, address: str) -> tuple[str, str]:
        connection = http.client.HTTPConnection(self._host, timeout=30)
        connection.request("GET", address, headers={"Cookie": self._cookie})
        answer = connection.getresponse()
        given = answer.getheader("Set-Cookie", "").partition(";")[0]
        return answer.read().decode(), f"{self._cookie}; {given}"

    def _post(self, address: str, fields: dict[str, str], data: bytes | None, cookie: str) -> str:
        mark = uuid4().hex
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in fields.items()
        ]
        if data is not None:
            head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="roster.xlsx"\r\n\r\n'
            parts += [head.encode(), data, b"\r\n"]
        parts.append(f"--{mark}--\r\n".encode())
        headers = {
            "Cookie": cookie,
            "Content-Type": f"multipart/form-data; boundary={mark}",
            "Referer": f"http://{self._host}{address}",
        }
        connection = http.client.HTTPConnection(self._host, timeout=60)
        connection.request("POST", address, body=b"".join(parts), headers=headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 302:  # noqa: PLR2004  # a redirect is success
            message = f"POST {address}: {answer.status}"
            raise RuntimeError(message)
        return answer.getheader("Location", "")


def _value(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    if found is None:
        message = f"no {name} on the page"
        raise RuntimeError(message)
    return found[1]
