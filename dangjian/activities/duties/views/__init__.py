"""Pages of duties."""

from dangjian.activities.duties.views.compliance import behind, compliance
from dangjian.activities.duties.views.due import body, explanation, index
from dangjian.activities.duties.views.local import end_local, local, new_local
from dangjian.activities.duties.views.papers import paper, paper_file
from dangjian.activities.duties.views.plans import (
    add_day,
    adjust,
    approve,
    drop_day,
    plan,
    plan_file,
    plans,
    propose,
    send_back,
    submit,
)
from dangjian.activities.duties.views.themes import publish, themes

__all__ = [
    "add_day",
    "adjust",
    "approve",
    "behind",
    "body",
    "compliance",
    "drop_day",
    "end_local",
    "explanation",
    "index",
    "local",
    "new_local",
    "paper",
    "paper_file",
    "plan",
    "plan_file",
    "plans",
    "propose",
    "publish",
    "send_back",
    "submit",
    "themes",
]
