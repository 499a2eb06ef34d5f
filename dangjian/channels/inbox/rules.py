"""The text an officer pastes into a chat group: short, with a link to the very form, about no person."""

import re
from datetime import date
from typing import Final

from dangjian.rulebook import rule

_LEAST_TITLE: Final = 6
# 18 characters of an ID number, 11 of a mobile phone: whoever wrote the title, the group does not get them.
_PERSONAL: Final = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")


def group_text(title: str, due: date | None, url: str, *, on: date) -> str:
    """Write a notice for pasting into a chat group, within the number of characters of the rulebook.

    A long title is cut with an ellipsis, never the link. `ValueError` where the link leaves no room for a title.
    """
    term = f"请于{due.month}月{due.day}日前办理" if due else "请按要求办理"
    frame = "【工作提醒】{}，" + f"{term}：{url}"
    room = rule("notices.group_text_length", on=on).number - len(frame.format(""))
    if room < _LEAST_TITLE:
        raise ValueError(f"no room for a title beside {url}")
    return frame.format(_cut(without_personal_data(title), room))


def without_personal_data(text: str) -> str:
    """Replace ID and phone numbers by asterisks."""
    return _PERSONAL.sub("***", text)


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1] + "…"
