"""What can happen to one's own record: a correction is asked for, answered or withdrawn; whole numbers are shown."""

from dangjian.affairs.dossier.services.answers import accept, refuse, withdraw
from dangjian.affairs.dossier.services.looking import reveal_asked, reveal_own, take_copy
from dangjian.affairs.dossier.services.requests import ask, may_ask

__all__ = ["accept", "ask", "may_ask", "refuse", "reveal_asked", "reveal_own", "take_copy", "withdraw"]
