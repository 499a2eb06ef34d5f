"""A shared cache as RFC 9111 allows one: it keeps what it may, and gives it to whoever asks next."""

import re
from dataclasses import dataclass, field
from http import HTTPStatus

from django.http import HttpResponseBase

# What a cache may keep without being told for how long (RFC 9111 §4.2.2, RFC 9110 §15.1).
_BY_ITSELF = {200, 203, 204, 300, 301, 404, 405, 410, 414, 501}
_FORBIDDING = ("no-store", "private", "no-cache")


@dataclass(slots=True)
class SharedCache:
    """Answers by address and by the request headers that ``Vary`` names."""

    kept: dict[tuple[str, str], HttpResponseBase] = field(default_factory=dict)
    varying: dict[str, str] = field(default_factory=dict)

    def answer(self, address: str, headers: dict[str, str]) -> HttpResponseBase | None:
        """Return what was kept for such a request, or None."""
        return self.kept.get((address, self._secondary(address, headers)))

    def take(self, address: str, headers: dict[str, str], response: HttpResponseBase) -> bool:
        """Keep a response where the standard lets a shared cache keep it; say whether it was kept."""
        control = str(response.headers.get("Cache-Control", "")).lower()
        if any(word in control for word in _FORBIDDING) or response.headers.get("Vary", "") == "*":
            return False
        is_told = re.search(r"max-age=[1-9]|public", control) is not None
        if not is_told and HTTPStatus(response.status_code) not in _BY_ITSELF:
            return False
        self.varying[address] = str(response.headers.get("Vary", ""))
        self.kept[address, self._secondary(address, headers)] = response
        return True

    def _secondary(self, address: str, headers: dict[str, str]) -> str:
        names = (name.strip().lower() for name in self.varying.get(address, "").split(","))
        return "\n".join(f"{name}: {headers.get(name, '')}" for name in sorted(filter(None, names)))
