"""Pages of collective economy."""

from dangjian.affairs.economy.views.county import index, villages
from dangjian.affairs.economy.views.village import new_pilot, pilot, progress, village

__all__ = ["index", "new_pilot", "pilot", "progress", "village", "villages"]
