"""What can happen: announce, remind, recall; make the digests of a workday."""

from dangjian.channels.inbox.services.announcements import Receiver, Sender, announce, recall, remind
from dangjian.channels.inbox.services.digests import make_digests

__all__ = ["Receiver", "Sender", "announce", "make_digests", "recall", "remind"]
