"""The door: whoever knows the posts registers here who holds a role at a body on a day."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final

Source = Callable[[Iterable[int], Iterable[str], date], Mapping[int, Sequence[int]]]
_sources: Final[list[Source]] = []
_ONE: Final = "account:"  # In place of a role: one account and nobody else at the body.


def only(account_id: int) -> str:
    """Return what stands in place of a role to tell one account and nobody else at the body."""
    return f"{_ONE}{account_id}"


def named(roles: Iterable[str]) -> list[int]:
    """Return the accounts that ``only`` names among roles."""
    return [int(role.removeprefix(_ONE)) for role in roles if role.startswith(_ONE)]


def register(source: Source) -> None:
    """Register, once, who gives for each body the accounts that hold one of the roles there."""
    if source not in _sources:
        _sources.append(source)


def holders(organization_ids: Iterable[int], roles: Iterable[str], on: date) -> dict[int, set[int]]:
    """Give the accounts by body; a body without a holder is left out."""
    bodies, wanted = list(organization_ids), list(roles)
    found: dict[int, set[int]] = {}
    for source in _sources:
        for body, accounts in source(bodies, wanted, on).items():
            found.setdefault(body, set()).update(accounts)
    return found
