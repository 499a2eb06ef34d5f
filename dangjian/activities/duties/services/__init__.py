"""What can happen: explained, set by a county, planned, published."""

from dangjian.activities.duties.services.explaining import explain
from dangjian.activities.duties.services.local import end_local, set_local
from dangjian.activities.duties.services.plans import add_day, adjust, approve, drop_day, propose, send_back, submit
from dangjian.activities.duties.services.themes import publish

__all__ = [
    "add_day",
    "adjust",
    "approve",
    "drop_day",
    "end_local",
    "explain",
    "propose",
    "publish",
    "send_back",
    "set_local",
    "submit",
]
