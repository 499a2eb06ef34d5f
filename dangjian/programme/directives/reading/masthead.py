"""Title, issuer and day of issue, from the head and the foot of a directive."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dangjian.programme.directives.reading.dirt import is_notice
from dangjian.programme.directives.reading.numerals import number

_KINDS = (
    r"讲话(?:稿|提纲)?|通知|方案|意见|要点|计划|清单|纪要|办法|安排|决定|通报|细则|措施|分解表|"
    r"任务表|台账|函|规划|规定|报告|制度|发言|提纲"
)
_TITLE = re.compile(rf".{{4,80}}(?:{_KINDS})(?:[（(][^）)]{{1,16}}[）)])?")
_SHARED_AS = re.compile(r"《(?P<title>[^》]{4,60}?)(?:\.docx?)?》由会员分享")
_DAY = re.compile(r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日")
_DAY_CHINESE = re.compile(
    r"(?P<y>[〇零一二三四五六七八九]{4})年(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})日"
)
_BODY = re.compile(
    r"(?:中共|中国共产党)?[\u4e00-\u9fffXx×]{1,20}?(?:委员会组织部|委组织部|组织部|委员会|办公室|"
    r"工作委员会|工委|党委|党组|领导小组|县委|市委|区委|局)"
)
_HEAD_LINES, _FOOT_LINES, _TITLE_MOST = 12, 10, 60


@dataclass(frozen=True, slots=True)
class Masthead:
    """Empty words and None where the text does not say."""

    title: str
    issuer: str
    issued_on: date | None


def read(text: str) -> Masthead:
    """Look at the first and the last lines only."""
    lines = [line.strip(" \t\u3000") for line in text.split("\n")]
    filled = [line for line in lines if line]
    shared = _SHARED_AS.search(text)
    head = [line for line in filled if not is_notice(line)][:_HEAD_LINES]
    title = shared.group("title") if shared else _title(head)
    foot = filled[-_FOOT_LINES:]
    return Masthead(title, _issuer(title, head, foot), _day(head, foot))


def _title(head: list[str]) -> str:
    for index, line in enumerate(head):
        if _TITLE.fullmatch(line) and len(line) <= _TITLE_MOST:
            return _with_line_before(head, index)
    first = head[0] if head else ""
    return first if len(first) <= _TITLE_MOST else ""


def _with_line_before(head: list[str], index: int) -> str:
    """A long title is set in two lines: 中共…县委 / 关于…的通知."""
    before = head[index - 1] if index else ""
    joins = head[index].startswith("关于") and _BODY.fullmatch(before)
    return (before + head[index]) if joins else head[index]


def _issuer(title: str, head: list[str], foot: list[str]) -> str:
    own = title.partition("关于")[0]
    if own and _BODY.fullmatch(own):
        return own
    for line in reversed(foot):
        words = line.replace(" ", "").replace("\u3000", "")
        bare = _DAY.sub("", words)
        if bare and _BODY.fullmatch(bare):
            return bare
    byline = next((line for line in head[:4] if line != title and _BODY.fullmatch(line.split(" ")[0])), "")
    return byline.split(" ")[0]


def _day(head: list[str], foot: list[str]) -> date | None:
    """A day standing alone in its line, perhaps in brackets: at the foot, else under the title."""
    for line in [*reversed(foot), *head]:
        words = re.sub(r"[\s\u3000（）()]", "", line)
        words = re.sub(r"(?:印发|发布)$", "", words)
        for pattern in (_DAY, _DAY_CHINESE):
            match = pattern.search(words)
            if match and (match.group() == words or _BODY.fullmatch(words[: match.start()] or "—")):
                return _real(match)
    return None


def _real(match: re.Match[str]) -> date | None:
    year = "".join(
        str("〇零一二三四五六七八九".index(sign) - 1) if not sign.isdecimal() else sign for sign in match["y"]
    )
    year = year.replace("-1", "0")
    try:
        return date(int(year), number(match["m"]) or 0, _ordinal_day(match["d"]))
    except ValueError:
        return None


def _ordinal_day(text: str) -> int:
    return number(text) or 0
