"""The door: where a record is written that fulfils a duty; ``meetings`` registers."""

from collections.abc import Callable
from datetime import date
from typing import Final
from uuid import UUID

from dangjian.procedures.evidence.kinds import Kind

Address = Callable[[UUID, Kind, date], str]
_recording: Final[list[Address]] = []


def register_recording(address: Address) -> None:
    """Name, once at start-up, the page where a body (by public id) records something of a kind on a day."""
    _recording[:] = [address]


def recording_address(organization: UUID, kind: Kind, on: date) -> str:
    """Return where it is recorded, empty where nothing is registered."""
    return _recording[0](organization, kind, on) if _recording else ""
