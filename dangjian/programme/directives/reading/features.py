"""What the model sees of a sentence: words, clauses, shape, place in the outline, and its neighbors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dangjian.programme.directives.reading import actors, cadences, deadlines, lexicon, quantities
from dangjian.programme.directives.reading.dirt import is_notice, page_prefixes
from dangjian.programme.directives.reading.outline import innermost, outline
from dangjian.programme.directives.reading.sentences import Sentence
from dangjian.programme.directives.reading.shape import Section

Features = dict[str, float]
_WIDE = str.maketrans(",;:()!?", "，；：（）！？")
_PAGE = re.compile(r"^\d{1,3}、")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_HEAD_MARK = re.compile(
    r"^(?:具体而言，|具体来说，)?(?:(?P<h1>[一二三四五六七八九十]{1,3}、)|(?P<h2>（[一二三四五六七八九十]{1,3}）)"
    r"|(?P<h3>\d{1,2}[.．、])|(?P<h4>（\d{1,2}）)|(?P<is>[一二三四五六七八九十]{1,2}是)"
    r"|(?P<yao>[一二三四五六七八九十]{1,2}要)|(?P<di>第[一二三四五六七八九十]{1,2}[，、])|(?P<qi>其[一二三四]))"
)
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
_QUOTED = re.compile(r"“[^”]{2,16}”")
_TITLED = re.compile(r"《[^》]+》")
_THEME_LEAST = 4
_MARKS = {
    "quoted": _QUOTED,
    "titled": _TITLED,
    "done": re.compile(r"(?:立|定|展|开|办|成|现|行|台|得|造|决|动|供|受|到|升|强|好|出|发|进)了"),
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
_LENGTHS = (8, 16, 26, 40, 60, 90, 140, 220)
_NEIGHBOR = frozenset(
    {"len", "h", "act", "exhort", "must", "past", "problem", "reason", "pairs", "end", "short_head", "yao0", "concrete"}
)
_CAP = 4
_NEAR = 0.6  # A neighbor tells less than the sentence itself.
_FAINT = 0.3  # Where in the text a sentence stands is a hint, no more.


def describe(text: str, sentences: Sequence[Sentence], sections: list[Section]) -> list[Features]:
    """Give the features of every sentence of one directive, neighbors included."""
    dirty = bool(page_prefixes(text))
    themes = _themes(text)
    own = [_own(sentence, themes, dirty=dirty) for sentence in sentences]
    for index, sentence in enumerate(sentences):
        own[index].update(_place(sentence, index, len(sentences), sections))
    return [_joined(own, index) for index in range(len(own))]


def sections_of(text: str) -> list[Section]:
    """The outline of a text as the model sees it."""
    return outline(text, page_prefixes(text))


def _themes(text: str) -> list[str]:
    """Quoted names that a directive keeps repeating: its subject, which tells no sentence from another."""
    counts = Counter(_QUOTED.findall(text))
    return [name for name, count in counts.items() if count >= _THEME_LEAST]


def _own(sentence: Sentence, themes: list[str], *, dirty: bool) -> Features:
    raw = sentence.text.translate(_WIDE).replace(" ", "").replace("\u3000", "")
    if dirty:
        raw = _PAGE.sub("", raw)
    for theme in themes:
        raw = raw.replace(theme, "此项")
    mark = _HEAD_MARK.match(raw)
    body = raw[mark.end() :] if mark else raw
    found: Features = _shape(sentence, raw, body, mark)
    found.update(_words(body))
    found.update(_clauses(body))
    found.update(_spans(raw))
    found.update(_edges(body))
    plain = _DIGITS.sub("0", raw)
    for size in (2, 3):
        for at in range(len(plain) - size + 1):
            found[f"g:{plain[at : at + size]}"] = 1.0
    return found


def _shape(sentence: Sentence, raw: str, body: str, mark: re.Match[str] | None) -> Features:
    found: Features = {"bias": 1.0}
    head = mark.lastgroup if mark else "none"
    found[f"h={head}"] = 1.0
    found[f"len={sum(len(body) > bound for bound in _LENGTHS)}"] = 1.0
    parts = len([piece for piece in re.split(r"[，；：、]", body) if piece.strip("。！？；”")])
    found[f"parts={min(parts, 6)}"] = 1.0
    if mark and parts <= 2 and len(body) <= 34:  # noqa: PLR2004 - the shape of a heading
        found["short_head"] = 1.0
        found[f"short_head|{head}"] = 1.0
    found[f"end={raw[-1]}" if raw[-1:] in "。；！？：" else "end=none"] = 1.0
    found[f"opens={sentence.opens_line:d}{sentence.closes_line:d}"] = 1.0
    if is_notice(sentence.text):
        found["notice"] = 1.0
    return found


def _words(body: str) -> Features:
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


def _clauses(body: str) -> Features:
    """How many clauses name checkable work, and where they stand."""
    clauses = [clause for clause in _CLAUSES.split(body) if clause.strip("。！？")]
    kinds = [_clause_kind(clause) for clause in clauses]
    found: Features = {f"c0={kinds[0]}": 1.0, f"c9={kinds[-1]}": 1.0} if kinds else {}
    for kind, count in Counter(kinds).items():
        found[f"c:{kind}"] = min(count, _CAP) / _CAP
        found[f"c:{kind}%"] = count / len(kinds)
    concrete = sum(kind in {"act", "make"} for kind in kinds)
    found[f"concrete={min(concrete, 3)}"] = 1.0
    found[f"pairs={min(len(_PAIR.findall(body)), 3)}"] = 1.0
    return found


def _clause_kind(clause: str) -> str:
    """The first of the kinds, from checkable work to mere words, that the clause fits."""
    return next((kind for kind, pattern in _CLAUSE_KINDS if pattern.search(clause)), "other")


def _spans(raw: str) -> Features:
    found: Features = {}
    who = actors.find(raw)
    if who:
        found["actor"] = 1.0
        found[f"actor={actors.kind(who)}"] = 1.0
    if deadlines.find(raw, None):
        found["deadline"] = 1.0
    if cadences.find(raw):
        found["cadence"] = 1.0
    if quantities.find(raw):
        found["quantity"] = 1.0
    return found


def _edges(body: str) -> Features:
    tail = body.rstrip("。；！？：")
    found: Features = {f"s1:{body[:1]}": 1.0, f"s2:{body[:2]}": 1.0, f"e2:{tail[-2:]}": 1.0}
    found.update({f"o:{name}": 1.0 for name, pattern in _OPENINGS.items() if pattern.match(body)})
    if body.startswith(("要", "必须", "应", "务必")):
        found["yao0"] = 1.0
    return found


def _place(sentence: Sentence, index: int, count: int, sections: list[Section]) -> Features:
    found: Features = {f"third={3 * index // max(count, 1)}": _FAINT}
    if index < 3:  # noqa: PLR2004 - title, greeting, first line
        found[f"first={index}"] = 1.0
    if index >= count - 2:
        found["last"] = 1.0
    here = innermost(sections, sentence.start)
    if here is None:
        found["region=none"] = 1.0
        return found
    top = max((at for at in range(here + 1) if sections[at].level == 1), default=here)
    for name, pattern in lexicon.REGIONS.items():
        if pattern.search(sections[top].title):
            found[f"top={name}"] = 1.0
        if pattern.search(sections[here].title):
            found[f"here={name}"] = 1.0
    found[f"top_no={sections[top].number[:1]}"] = _FAINT
    found[f"level={sections[here].level}"] = 1.0
    found["is_head"] = float(sentence.start <= sections[here].start <= sentence.end)
    return found


def _joined(own: list[Features], index: int) -> Features:
    found = dict(own[index])
    for prefix, at in (("-1:", index - 1), ("+1:", index + 1), ("-2:", index - 2), ("+2:", index + 2)):
        if not 0 <= at < len(own):
            found[f"{prefix}none"] = 1.0
            continue
        for name, value in own[at].items():
            if name.partition("=")[0].rstrip("+") in _NEIGHBOR:
                found[prefix + name] = value * _NEAR
    for name in ("h", "end"):
        here = _value(own[index], name)
        for prefix, at in (("-1:", index - 1), ("+1:", index + 1)):
            if 0 <= at < len(own):
                found[f"{here}&{prefix}{_value(own[at], name)}"] = 1.0
    return found


def _value(seen: Features, name: str) -> str:
    return next((key for key in seen if key.startswith(name + "=")), "")
