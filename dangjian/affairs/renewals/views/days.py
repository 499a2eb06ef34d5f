"""The day a page speaks of."""

from datetime import date

from dangjian.foundation.time import today


def this_day() -> date:
    """Return today, for services."""
    return today()
