"""What can happen to a member's standing: a matter opens, is searched, proposed, decided, or ends by being found."""

from dangjian.affairs.standing.services.opening import open_matter
from dangjian.affairs.standing.services.steps import note_search, take_step, withdraw

__all__ = ["note_search", "open_matter", "take_step", "withdraw"]
