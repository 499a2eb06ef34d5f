"""What can happen to lists, tasks and assignments."""

from dangjian.programme.tasks.services.answering import enter, report, submit
from dangjian.programme.tasks.services.drafting import (
    TaskFields,
    adopt,
    draft_task,
    edit_list,
    edit_task,
    open_list,
    remove_task,
    save_selection,
)
from dangjian.programme.tasks.services.extensions import ask_extension, decide_extension
from dangjian.programme.tasks.services.issuing import Issued, issue, open_periods, withdraw
from dangjian.programme.tasks.services.judging import accept, reopen, send_back, write_off, write_off_task
from dangjian.programme.tasks.services.passing_on import pass_on
from dangjian.programme.tasks.services.urgent import send_urgent

__all__ = [
    "Issued",
    "TaskFields",
    "accept",
    "adopt",
    "ask_extension",
    "decide_extension",
    "draft_task",
    "edit_list",
    "edit_task",
    "enter",
    "issue",
    "open_list",
    "open_periods",
    "pass_on",
    "remove_task",
    "reopen",
    "report",
    "save_selection",
    "send_back",
    "send_urgent",
    "submit",
    "withdraw",
    "write_off",
    "write_off_task",
]
