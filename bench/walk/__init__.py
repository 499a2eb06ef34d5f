"""The walk from hand-down to bulletin, measured; needs Django's settings and a loaded county."""

from bench.measures import Measure
from bench.walk import bulletin, handing_down, pages


def measures() -> list[Measure]:
    """Return every measure of the walk."""
    return [handing_down.measure(), *pages.measures(), bulletin.measure()]
