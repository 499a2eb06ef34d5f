"""What can happen to a transfer, from the branch that starts it to the receipt and the archive."""

from dangjian.affairs.transfers.services.comparing import compare, forget, held_packet, take_over
from dangjian.affairs.transfers.services.deciding import accept, archive, refuse, send, send_back
from dangjian.affairs.transfers.services.ending import lapse, resubmit, withdraw
from dangjian.affairs.transfers.services.receiving import receive
from dangjian.affairs.transfers.services.starting import start, start_inward

__all__ = [
    "accept",
    "archive",
    "compare",
    "forget",
    "held_packet",
    "lapse",
    "receive",
    "refuse",
    "resubmit",
    "send",
    "send_back",
    "start",
    "start_inward",
    "take_over",
    "withdraw",
]
