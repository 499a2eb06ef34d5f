"""The server does not start where a view or a method has no gate, or the wrong one."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from dangjian.access.gates import Gate
from dangjian.access.permissions import SAFE_METHODS
from dangjian.access.secrets import known_answers


def patterns(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every address of the project with its pattern."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, here)
        else:
            yield here, entry


def gate_of(pattern: URLPattern) -> Gate | None:
    """Return the gate a view declares, or None."""
    return getattr(pattern.callback, "gate", None)


@register("access")
def every_view_is_gated(**_: Any) -> list[CheckMessage]:  # noqa: ANN401  # Django's signature
    """Refuse a view without a gate and an unsafe method under a reading permission."""
    found: list[CheckMessage] = []
    for address, pattern in patterns():
        gate = gate_of(pattern)
        if gate is None or not gate.methods:
            found.append(Error(f"/{address} has no gate", id="access.E001"))
            continue
        for method, permission in gate.methods.items():
            reading = permission is not None and permission.is_reading
            if method not in SAFE_METHODS and reading:
                found.append(Error(f"{method} /{address} stands under {permission}", id="access.E002"))
    return found


@register("access")
def the_ciphers_give_known_answers(**_: Any) -> list[CheckMessage]:  # noqa: ANN401  # Django's signature
    """Refuse to seal or open anything with a cipher that does not give what its standard prints."""
    return [Error(f"{name} 的已知答案不符，加密部件不可用。", id="access.E004") for name in known_answers.wrong()]
