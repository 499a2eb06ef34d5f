"""Pages of duties."""

from dangjian.activities.duties.views.compliance import behind, compliance
from dangjian.activities.duties.views.due import body, explanation, index
from dangjian.activities.duties.views.local import end_local, local, new_local
from dangjian.activities.duties.views.papers import paper, paper_file
from dangjian.activities.duties.views.plans import adjust, approve, plan, plans, propose, send_back, submit
from dangjian.activities.duties.views.themes import publish, themes

__all__ = [
    "adjust",
    "approve",
    "behind",
    "body",
    "compliance",
    "end_local",
    "explanation",
    "index",
    "local",
    "new_local",
    "paper",
    "paper_file",
    "plan",
    "plans",
    "propose",
    "publish",
    "send_back",
    "submit",
    "themes",
]
