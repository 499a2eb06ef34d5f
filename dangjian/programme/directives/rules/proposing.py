"""Turns a task as read, or a span an officer marked, into the columns of a proposal."""

import re
from datetime import date
from typing import Any

from dangjian.programme.directives.reading import Cleaned, Task, actions, actors, cadences, deadlines, kinds, quantities
from dangjian.programme.directives.rules import shown as page

_DELIVERABLE = re.compile(
    r"(?:形成|建立|制定|编制|编印|出台|印发|报送|报|提交|建好|健全|完善|填写|拟订|梳理)[^，。；：]{0,6}?"
    r"([^，。；：、的]{2,20}?(?:台账|方案|清单|报告|制度|机制|名单|计划|档案|办法|手册|总结|意见|细则|花名册|责任区|预案))"
)
_LEFT_OUT = 12  # Characters beyond actor and due time that a title may lose without the clause standing beside it.
TITLE_MOST, LINE_MOST, BODIES_MOST = 200, 80, 300


def from_task(task: Task, shown: Cleaned) -> dict[str, Any]:
    """Return the columns that the reader's words fill."""
    words = page.words(shown, task.start, task.end).strip()
    deadline, cadence, quantity = task.deadline, task.cadence, task.quantity
    return {
        "start": task.start,
        "end": task.end,
        "title": (_torn(task, shown, words) + (task.action or task.text))[:TITLE_MOST],
        "measures": measures(
            words, task.action, task.actor.text if task.actor else "", deadline.text if deadline else ""
        ),
        "lead": "、".join(task.lead)[:TITLE_MOST],
        "responsible": "、".join(dict.fromkeys(_bodies(task)))[:BODIES_MOST],
        "is_inherited": bool(task.actor and task.actor.inherited),
        "due_on": deadline.on if deadline else None,
        "due_text": deadline.text[:LINE_MOST] if deadline else "",
        "cadence_unit": cadence.unit[:12] if cadence else "",
        "cadence_text": cadence.text[:40] if cadence else "",
        "quantity": quantity.text[:LINE_MOST] if quantity else "",
        "deliverable": deliverable(words),
        "fields": list(task.fields),
        "confidence": task.confidence,
        "why": list(task.why),
    }


def _torn(task: Task, shown: Cleaned, words: str) -> str:
    """Return what a page break tore from the head of the title, where the title begins the clause."""
    return page.broken_off(shown, task.start) if words.startswith(task.action or words) else ""


def from_span(shown: Cleaned, start: int, end: int, issued_on: date | None) -> dict[str, Any]:
    """Return the columns that the words of one span fill, read outside of their surroundings."""
    words = page.words(shown, start, end).strip()
    who = actors.find(words)
    deadline = deadlines.find(words, issued_on)
    cadence, quantity = cadences.find(words), quantities.find(words)
    action = actions.action(words, who, deadline.text if deadline else "")
    return {
        "start": start,
        "end": end,
        "title": (action or words)[:TITLE_MOST],
        "measures": measures(words, action, who, deadline.text if deadline else ""),
        "lead": "、".join(actions.leaders(words))[:TITLE_MOST],
        "responsible": who[:BODIES_MOST],
        "is_inherited": False,
        "due_on": deadline.on if deadline else None,
        "due_text": deadline.text[:LINE_MOST] if deadline else "",
        "cadence_unit": cadence.unit[:12] if cadence else "",
        "cadence_text": cadence.text[:40] if cadence else "",
        "quantity": quantity.text[:LINE_MOST] if quantity else "",
        "deliverable": deliverable(words),
        "fields": list(kinds.fields_of(words, "")),
    }


def measures(words: str, action: str, *named: str) -> str:
    """Return the whole clause where the title leaves out more than what is ``named`` elsewhere, else nothing."""
    return words if len(words) - len(action) - sum(map(len, named)) > _LEFT_OUT else ""


def deliverable(words: str) -> str:
    """Return the paper a clause asks for (台账, 方案, …), or nothing."""
    found = _DELIVERABLE.search(words)
    return found.group(1)[:120] if found else ""


def _bodies(task: Task) -> list[str]:
    return [*([task.actor.text] if task.actor else []), *task.assist]
