"""What the words of a sentence or clause give away: groups, verb and thing, openings, ends."""

from __future__ import annotations

import re
from collections import Counter

from dangjian.programme.directives.reading import lexicon

Features = dict[str, float]
WIDE = str.maketrans(",;:()!?", "，；：（）！？")
QUOTED = re.compile(r"“[^”]{2,16}”")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_CLAUSES = re.compile(r"[，；：]")
_HARD = re.compile("|".join(lexicon.GROUPS[name].pattern for name in lexicon.HARD))
_PAIR = re.compile(rf"(?:{lexicon.GROUPS['act'].pattern})(?:了)?[^，；。：]{{0,18}}?(?:{_HARD.pattern})")
_SCHEME_PAIR = re.compile(
    rf"(?:{lexicon.GROUPS['act'].pattern})(?:了)?[^，；。：]{{0,14}}?(?:{lexicon.GROUPS['scheme'].pattern})"
)
_MAKE_PAIR = re.compile(rf"(?:{lexicon.GROUPS['make'].pattern})[^，；。：]{{0,40}}?(?:{_HARD.pattern})")
_SOFT_PAIR = re.compile(rf"(?:{lexicon.GROUPS['soft'].pattern})[^，；。：]{{0,18}}?(?:{_HARD.pattern})")
_CLAUSE_KINDS = (
    ("act", _PAIR),
    ("make", _MAKE_PAIR),
    ("exhort", lexicon.GROUPS["exhort"]),
    ("scheme", _SCHEME_PAIR),
    ("softly", _SOFT_PAIR),
    ("verb", lexicon.GROUPS["act"]),
    ("soft", lexicon.GROUPS["soft"]),
)
_MARKS = {
    "quoted": QUOTED,
    "titled": re.compile(r"《[^》]+》"),
    "done": re.compile(r"(?:立|定|展|开|办|成|现|行|台|得|造|决|动|供|受|到|升|强|好|出|发|进)了"),
    "already": re.compile(r"已(?![知然])|曾|均已|刚才|刚刚"),
    "we": re.compile(r"我们|大家|同志"),
    "here": re.compile(r"我[市县区州省]|全[市县区州]"),
    "number": re.compile(r"\d"),
    "placeholder": re.compile(r"[XxＸ×]+"),
    "is": re.compile(r"[^一二三四五六七八九十不就但还]是"),
    "both": re.compile(r"既要|又要|既|不仅|而且"),
    "ba": re.compile(r"[把将]"),
    "way": re.compile(r"通过|采取|运用|利用|依托|围绕|针对|对照|按照|结合"),
    "list": re.compile(r"、"),
}
_OPENINGS = {
    "past": re.compile(
        r"(?:同时，|另外，|但是?，?)?(?:近年来|去年|过去|前段|前期|年初|一年来|今年以来|几年来|这[几一]年|几个月来|多年来|总的[来看]|从.{2,12}[看讲]，|截至|20\d\d年以来)"
    ),
    "now": re.compile(r"(?:当前|目前|现在|现阶段|如今|一方面，|比如|例如|特别是|尤其)"),
    "next": re.compile(r"(?:下一步|下一阶段|今后|接下来|下半年|今年[，我要全将重]|明年|从现在|从今年|年内|年底前)"),
    "above": re.compile(r"(?:当前，|去年，?|最近，)?(?:党?中央|省委|习近平|总书记|党的十[八九]大|党的二十大|国家)"),
    "shall": re.compile(r"[^，。；]{0,12}(?:我们|县里|市里|区里|委|部|局|办|组)(?:还)?将(?!要求)"),
    "for": re.compile(r"为(?:了|进一步|把|巩固|切实|确保|推动|加强|提高)"),
    "if": re.compile(r"对[^，；。]{2,40}的[，、]|凡[^，；。]{2,30}的，"),
    "doing": re.compile(
        r"(?:抓|做好|推进|实施|开展|完成|搞好|加强)[^，。；要必]{2,24}，(?:是|关键|必须|就要|就是|要|事关|离不开|不是|意义|需要|责任)"
    ),
}
_CAP = 4


def words(body: str) -> Features:
    """Groups of the lexicon and marks of style, each as presence, count and share."""
    found: Features = {}
    size = max(len(body), 1)
    for name, pattern in lexicon.GROUPS.items():
        hits = pattern.findall(body)
        if hits:
            found[name] = min(len(hits), _CAP) / _CAP
            found[f"{name}+"] = 1.0
            found[f"{name}%"] = min(1.0, 10 * len(hits) / size)
            found.update({f"w:{word}": 1.0 for word in hits})
    for name, pattern in _MARKS.items():
        count = len(pattern.findall(body))
        if count:
            found[f"m:{name}"] = 1.0
            found[f"m:{name}%"] = min(count, _CAP) / _CAP
    return found


def works(body: str) -> Features:
    """How many clauses name checkable work, and where they stand."""
    clauses = [clause for clause in _CLAUSES.split(body) if clause.strip("。！？")]
    kinds = [clause_kind(clause) for clause in clauses]
    found: Features = {f"c0={kinds[0]}": 1.0, f"c9={kinds[-1]}": 1.0} if kinds else {}
    for kind, count in Counter(kinds).items():
        found[f"c:{kind}"] = min(count, _CAP) / _CAP
        found[f"c:{kind}%"] = count / len(kinds)
    concrete = sum(kind in {"act", "make"} for kind in kinds)
    found[f"concrete={min(concrete, 3)}"] = 1.0
    found[f"pairs={min(len(_PAIR.findall(body)), 3)}"] = 1.0
    return found


def clause_kind(clause: str) -> str:
    """The first of the kinds, from checkable work to mere words, that the clause fits."""
    return next((kind for kind, pattern in _CLAUSE_KINDS if pattern.search(clause)), "other")


def edges(body: str) -> Features:
    """How the words begin and end."""
    tail = body.rstrip("。；！？：")
    found: Features = {f"s1:{body[:1]}": 1.0, f"s2:{body[:2]}": 1.0, f"e2:{tail[-2:]}": 1.0}
    found.update({f"o:{name}": 1.0 for name, pattern in _OPENINGS.items() if pattern.match(body)})
    if body.startswith(("要", "必须", "应", "务必")):
        found["yao0"] = 1.0
    return found


def grams(raw: str) -> Features:
    """Runs of two and three characters, figures as one sign."""
    plain = _DIGITS.sub("0", raw)
    return {f"g:{plain[at : at + size]}": 1.0 for size in (2, 3) for at in range(len(plain) - size + 1)}
