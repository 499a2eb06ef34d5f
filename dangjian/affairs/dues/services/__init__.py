"""What can happen to dues: amounts are set, months are paid, money goes up, and nothing is written over."""

from dangjian.affairs.dues.services.amounts import Setting, assess, assess_branch, reveal
from dangjian.affairs.dues.services.collecting import Collected, Payment, collect
from dangjian.affairs.dues.services.moving import (
    confirm,
    hand_up,
    reverse,
    send_back,
    send_out,
    spend,
)

__all__ = [
    "Collected",
    "Payment",
    "Setting",
    "assess",
    "assess_branch",
    "collect",
    "confirm",
    "hand_up",
    "reveal",
    "reverse",
    "send_back",
    "send_out",
    "spend",
]
