"""What capabilities above ask of registers, and what they may say before one is published."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from dangjian.affairs.registers.models import Register
from dangjian.affairs.registers.rules.definitions import Definition

# What a register would fall together with at these bodies, in words, told before it is published.
Overlaps = Callable[[Sequence[int], Register, Definition, date], Iterable[str]]
_overlaps: list[Overlaps] = []


def register_overlaps(provider: Overlaps) -> None:
    """Offer what is known above of live tasks; called once at start-up."""
    if provider not in _overlaps:
        _overlaps.append(provider)


def overlaps(bodies: Sequence[int], register: Register, definition: Definition, on: date) -> list[str]:
    """Return what every room above says of a register at these bodies."""
    return [words for provider in _overlaps for words in provider(bodies, register, definition, on)]


def register_of(county_id: int, key: str) -> Register | None:
    """Return the running register that a county copied from a shipped definition, the latest of several."""
    rows = Register.objects.running().filter(county_id=county_id, derived_from__startswith=f"{key}@")
    return rows.select_related("organization", "current").order_by("-id").first()
