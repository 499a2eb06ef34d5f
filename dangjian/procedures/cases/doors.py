"""The door: a capability says where the page of its cases is, and what follows when one is at its end."""

from collections.abc import Callable
from datetime import date
from typing import Final

from dangjian.access.actors import Actor
from dangjian.procedures.cases.models import Case

Address = Callable[[Case], str]
Ending = Callable[[Case, Actor, date], object]
_addresses: Final[dict[str, Address]] = {}
_endings: Final[dict[str, Ending]] = {}


def register(definition: str, *, address: Address, on_done: Ending | None = None) -> None:
    """Name, once at start-up, the page of a procedure's cases and what happens in the transaction of the last step."""
    _addresses[definition] = address
    if on_done is not None:
        _endings[definition] = on_done


def address_of(case: Case) -> str:
    """Return the address of a case's page, empty where no capability named one."""
    address = _addresses.get(case.definition)
    return address(case) if address else ""


def finish(case: Case, by: Actor, on: date) -> None:
    """Tell the capability that the last step was passed."""
    ending = _endings.get(case.definition)
    if ending is not None:
        ending(case, by, on)
