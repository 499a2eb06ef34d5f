"""Recognizes marks of secrecy or internal use (P36) as marks, not where a text merely speaks of secrets."""

from __future__ import annotations

import re

_SPACES = re.compile(r"[\s\u3000\u200b\ufeff·]+")
_STARRED = re.compile(r"(?:绝密|机密|秘密)(?:级)?[★☆✭＊*]")
_LINE = re.compile(
    r"[（(【\[〔《]*(?:密级[：:])?(?:№?\d{0,8})?(?:绝密|机密|秘密|工作秘密|内部资料|内部文件资料)级?[★☆]?"
    r"(?:\d{1,2}年|\d{1,2}个月|长期|启封前)?[】\])）〕》]*"
    r"(?:特急|加急|急件|平急)?"
    r"(?:[，,：:;；。!！—-]*(?:注意保[存密管]|请勿外传|不得外传|严禁外传|妥善保管|请注意保[存密管]|仅供[\u4e00-\u9fff]{1,8}|不得公开|不予公开))*[。！!]?[】\])）〕》]*"
)
_HEADED = re.compile(r"密级[：:](?:绝密|机密|秘密|工作秘密|内部)")


def is_marked(text: str) -> bool:
    """Tell whether any line is a mark, however it is spaced; the whole text is looked at, headers too."""
    for line in re.split(r"[\n\t]", text):
        words = _SPACES.sub("", line)
        if words and (_LINE.fullmatch(words) or _HEADED.search(words)):
            return True
    return _STARRED.search(_SPACES.sub("", text)) is not None
