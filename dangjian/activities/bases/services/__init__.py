"""What happens at a base: it is kept, asked for, answered, called off."""

from dangjian.activities.bases.services.answering import confirm, decline
from dangjian.activities.bases.services.booking import Wanted, book, cancel, rebook
from dangjian.activities.bases.services.keeping import Kept, keep, offer, withdraw
from dangjian.activities.bases.services.rows import TakenError

__all__ = [
    "Kept",
    "TakenError",
    "Wanted",
    "book",
    "cancel",
    "confirm",
    "decline",
    "keep",
    "offer",
    "rebook",
    "withdraw",
]
