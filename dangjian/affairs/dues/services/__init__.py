"""What can happen to dues: amounts are set, months are paid, money goes up, and nothing is written over."""

from dangjian.affairs.dues.services.amounts import Setting, assess, assess_branch, reveal
from dangjian.affairs.dues.services.collecting import Collected, Payment, collect
from dangjian.affairs.dues.services.matters import ask_reduction, settle, take_step
from dangjian.affairs.dues.services.moving import (
    confirm,
    hand_up,
    reverse,
    send_back,
    send_out,
    spend,
)
from dangjian.affairs.dues.services.statements import publish, set_custom

__all__ = [
    "Collected",
    "Payment",
    "Setting",
    "ask_reduction",
    "assess",
    "assess_branch",
    "collect",
    "confirm",
    "hand_up",
    "publish",
    "reveal",
    "reverse",
    "send_back",
    "send_out",
    "set_custom",
    "settle",
    "spend",
    "take_step",
]
