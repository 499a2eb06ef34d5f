"""The work itself, in few words; who leads and who assists."""

from __future__ import annotations

import re

from dangjian.programme.directives.reading import columns

_MARK = re.compile(
    r"^(?:\d{1,3}、)?(?:[一二三四五六七八九十]{1,3}(?:、|是要|是|要)|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]|第[一二三四五六七八九十]{1,2}，|其[一二三四][，是])?"
)
_MODAL = re.compile(r"^(?:，|,)?(?:一定要|必须|应当|务必|都要|均要|还要|也要|要(?!求|点|素)|将(?=在|于|对|把|继续)|须)")
_SCOPE = re.compile(
    r"^(?:同时|此外|另外|下一步|今年|今后|在[^，,]{1,20}[上中下方面]|为[^，,]{1,40}|对于[^，,]{1,20})[，,]"
)
_LEADER = re.compile(r"由([^，。；、由]{2,24}?)(?:牵头|负责|主办)")
_ASSISTANT = re.compile(
    r"[，,、]([^，。；由]{2,40}?)(?:配合|协助|参与)(?=[，。；,]|$|完成|做好)|会同([^，。；]{2,30}?)(?=[，。；,]|开展|组织|对|制定|建立|每)"
)
_BODY = re.compile(
    r"(?:委|部|局|办|府|会|组|院|校|所|站|中心|团|处|科|队|社|庭|公司|集团|单位|部门|机关|镇|乡|街道|村|社区|支部|总支|工会|妇联|联|行)$"
)
_HEADING_MOST = 36
_ACTION_MOST = 60


def action(sentence: str, actor: str, deadline: str) -> str:
    """Cut marks, actor, modal verb and due time; at most 60 characters, whole clauses."""
    words = _MARK.sub("", sentence.strip(), count=1)
    before = None
    while words != before:
        before = words
        words = _SCOPE.sub("", words, count=1)
        words = words.removeprefix(actor) if actor else words
        words = _MODAL.sub("", words, count=1)
    if deadline:
        words = re.sub(rf"(?:在|于)?{re.escape(deadline)}[，,]?", "", words, count=1)
    return _whole_clauses(words.strip(" \u3000。；！？,，"))


def is_heading(sentence: str) -> bool:
    """A numbered line short enough to be a heading."""
    mark = _MARK.match(sentence)
    return bool(mark and mark.group()) and len(sentence) <= _HEADING_MOST


def leaders(sentence: str) -> tuple[str, ...]:
    """Bodies said to lead (由…牵头)."""
    match = _LEADER.search(sentence)
    return _bodies(match.group(1)) if match else ()


def assistants(sentence: str) -> tuple[str, ...]:
    """Bodies said to assist (…配合, 会同…)."""
    match = _ASSISTANT.search(sentence)
    return _bodies(match.group(1) or match.group(2)) if match else ()


def _bodies(words: str) -> tuple[str, ...]:
    """Those of the names that can be a body's: what ends as a body does, and speaks of nobody as 我们."""
    return tuple(name for name in columns.bodies(words) if _BODY.search(name) and "我们" not in name)


def _whole_clauses(words: str) -> str:
    if len(words) <= _ACTION_MOST:
        return words
    cut = max(words.rfind(stop, 0, _ACTION_MOST) for stop in "，,；;、")
    return words[:cut] if cut > _ACTION_MOST // 3 else words[:_ACTION_MOST]
