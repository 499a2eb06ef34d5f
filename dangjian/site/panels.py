"""What stands beside the due list."""

from datetime import date

from dangjian.access.actors import Actor


def panels(_actor: Actor, _on: date) -> list[object]:
    """Return the panels for this person."""
    return []
