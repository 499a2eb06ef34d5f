"""The door: where a record is written that fulfils a duty, and by whom; ``meetings`` and ``appraisals`` register."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Final
from uuid import UUID

from dangjian.access.permissions import Permission
from dangjian.procedures.evidence.kinds import Kind

Address = Callable[[UUID, Kind, date, UUID | None], str]
_recording: Final[dict[Kind, tuple[Address, Permission]]] = {}


def register_recording(address: Address, permission: Permission, kinds: Collection[Kind]) -> None:
    """Name, once at start-up, the page where a body (by public id) records something of these kinds on a day."""
    _recording.update(dict.fromkeys(kinds, (address, permission)))


def recording_permission(kind: Kind) -> Permission:
    """Return what one needs to record something of a kind."""
    return _recording[kind][1] if kind in _recording else Permission.MEETING_RECORD


def recording_address(organization: UUID, kind: Kind, on: date, group: UUID | None = None) -> str:
    """Return where it is recorded, empty where nothing is registered; ``group``: that of the body which met."""
    return _recording[kind][0](organization, kind, on, group) if kind in _recording else ""
