"""The door: a capability says where the page of its cases is; it follows whose turn it is, and when one ends."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from dangjian.access.actors import Actor
from dangjian.procedures.cases.models import Case


@dataclass(frozen=True, slots=True)
class Turn:
    """It is another body's turn in ``case``, or nobody's any more: then ``organization_id`` is None.

    ``permission`` is what its step needs, ``due_on`` the last day for it; ``by`` is None for what a job brought about.
    """

    case: Case
    organization_id: int | None
    permission: str
    says: str
    due_on: date | None
    by: Actor | None
    on: date


Address = Callable[[Case], str]
Ending = Callable[[Case, Actor, date], object]
Turned = Callable[[Turn], None]
_addresses: Final[dict[str, Address]] = {}
_endings: Final[dict[str, Ending]] = {}
_families: Final[dict[str, Address]] = {}
_turned: Final[list[Turned]] = []
_sealed: Final[set[str]] = set()


def register(definition: str, *, address: Address, on_done: Ending | None = None, is_sealed: bool = False) -> None:
    """Name, once at start-up, the page of a procedure's cases and what happens in the transaction of the last step.

    ``is_sealed``: that such a case exists is for its handling bodies alone; no log and no inbox tells of it.
    """
    _addresses[definition] = address
    if is_sealed:
        _sealed.add(definition)
    if on_done is not None:
        _endings[definition] = on_done


def register_family(family: str, *, address: Address) -> None:
    """Name, once at start-up, the page of the cases of every procedure whose key begins with ``family`` and a dot."""
    _families[family] = address


def address_of(case: Case) -> str:
    """Return the address of a case's page, empty where no capability named one."""
    address = _addresses.get(case.definition) or _families.get(case.definition.partition(".")[0])
    return address(case) if address else ""


def is_sealed(case: Case) -> bool:
    """Say whether nobody but the handling bodies may learn that the case exists."""
    return case.definition in _sealed


def finish(case: Case, by: Actor, on: date) -> None:
    """Tell the capability that the last step was passed."""
    ending = _endings.get(case.definition)
    if ending is not None:
        ending(case, by, on)


def on_turn(told: Turned) -> None:
    """Ask to be told, in the same transaction, when the next step of any case lies with another body."""
    if told not in _turned:
        _turned.append(told)


def turn(happening: Turn) -> None:
    """Tell whoever asked."""
    for told in _turned:
        told(happening)
