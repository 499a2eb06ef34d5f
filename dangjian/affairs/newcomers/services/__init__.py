"""What can happen to firms and societies on record, and to lists of them."""

from dangjian.affairs.newcomers.services.listings import admit, decide, receive
from dangjian.affairs.newcomers.services.profiles import Known, judge, keep

__all__ = ["Known", "admit", "decide", "judge", "keep", "receive"]
