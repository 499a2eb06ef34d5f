"""A draft while it is written: its steps as far as they can be read, moved about, put in place."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dangjian.affairs.practices.reading import StepLine, lines_of
from dangjian.procedures.definitions.models import Definition
from dangjian.rulebook import RuleBreach

Entry = dict[str, Any]


def sketch(draft: Definition, on: date) -> tuple[list[StepLine], str]:
    """Give the steps as they read now, and what is still wrong with them in words, empty where nothing is."""
    try:
        return lines_of(draft.as_of(on).steps, on), ""
    except RuleBreach as breach:
        return [_bare(entry, draft) for entry in draft.steps], str(breach) if draft.steps else ""


def _bare(entry: Entry, draft: Definition) -> StepLine:
    base = draft.base
    shipped = next((step for step in base.steps if step.key == entry["key"]), None) if base else None
    if shipped:
        return StepLine(
            shipped.key, shipped.says, shipped.who, "、".join(shipped.papers), "", shipped.citation, is_local=False
        )
    return StepLine(
        entry["key"],
        entry.get("says", ""),
        entry.get("who", ""),
        "、".join(entry.get("papers", ())),
        "",
        "",
        is_local=True,
    )


def moved(steps: Sequence[Entry], key: str, way: str) -> list[Entry]:
    """Give the steps with one a place higher or lower, or left out; ``RuleBreach`` for what is not there."""
    found = list(steps)
    place = place_of(found, key)
    if way == "out":
        del found[place]
        return found
    to = place + {"up": -1, "down": 1}.get(way, 0)
    if to == place or not 0 <= to < len(found):
        raise RuleBreach("这一步已经在头上或末尾，没有移动。")
    found[place], found[to] = found[to], found[place]
    return found


def placed(steps: Sequence[Entry], entry: Entry, *, after: str = "") -> list[Entry]:
    """Give the steps with one put in place of the one of its key, or new behind ``after``, else last."""
    found = list(steps)
    keys = [step["key"] for step in found]
    if entry["key"] in keys:
        found[keys.index(entry["key"])] = entry
    else:
        found.insert(keys.index(after) + 1 if after in keys else len(found), entry)
    return found


def place_of(steps: Sequence[Entry], key: str) -> int:
    """Give the place of a step; ``RuleBreach`` where it is not there any more."""
    for place, step in enumerate(steps):
        if step["key"] == key:
            return place
    raise RuleBreach("这一步已经不在草稿里，没有改动。请刷新后再看。")
