"""What the model sees of a sentence: words, shape, place in the outline, and its neighbors."""

from __future__ import annotations

import re
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
    r"^(?:具体而言，|具体来说，)?(?:(?P<h1>[一二三四五六七八九十]{1,3}、)|(?P<h2>（[一二三四五六七八九十]{1,3}）)|(?P<h3>\d{1,2}[.．、])|(?P<h4>（\d{1,2}）)"
    r"|(?P<is>[一二三四五六七八九十]{1,2}是)|(?P<yao>[一二三四五六七八九十]{1,2}要)|(?P<di>第[一二三四五六七八九十]{1,2}[，、])|(?P<qi>其[一二三四]))"
)
_CLAUSES = re.compile(r"[，；：、]")
_GROUPS = {
    "cv": lexicon.CONCRETE_VERBS,
    "dn": lexicon.DELIVERABLES,
    "sv": lexicon.SOFT_VERBS,
    "ex": lexicon.EXHORTATION,
    "oc": lexicon.OUTCOME,
    "past": lexicon.PAST,
    "prob": lexicon.PROBLEM,
    "rat": lexicon.RATIONALE,
    "mod": lexicon.MODALS,
    "lead": lexicon.LEAD_INS,
    "fut": lexicon.FUTURE,
}
_PAIR = re.compile(
    rf"(?:{lexicon.CONCRETE_VERBS.pattern})(?:了)?[^，；。：]{{0,18}}?(?:{lexicon.DELIVERABLES.pattern})"
)
_QUOTED = re.compile(r"“[^”]{2,16}”")
_TITLED = re.compile(r"《[^》]+》")
_DONE = re.compile(r"(?:建立|成立|制定|开展|召开|举办|完成|形成|实现|推行|出台|取得|打造|建成|解决|营造|推动|提供|体现|充分|受到|达到)了")
_FIRST_PERSON = re.compile(r"我们|我市|我县|我区|全市上下|全县上下")
_LENGTHS = (8, 16, 26, 40, 60, 90, 140, 220)
_NEIGHBOR = ("len", "h", "cv", "ex", "mod", "past", "prob", "rat", "pair", "end", "short_head", "yao0")
_CAP = 4


def widen(text: str) -> str:
    """Punctuation full width, page number at the start gone, digits as one sign: length may change."""
    return _DIGITS.sub("0", _PAGE.sub("", text.translate(_WIDE)).replace(" ", "").replace("\u3000", ""))


def describe(text: str, sentences: Sequence[Sentence], sections: list[Section]) -> list[Features]:
    """Give the features of every sentence of one directive, neighbors included."""
    dirty = bool(page_prefixes(text))
    own = [_own(sentence, dirty=dirty) for sentence in sentences]
    for index, sentence in enumerate(sentences):
        own[index].update(_place(sentence, index, len(sentences), sections))
    return [_joined(own, index) for index in range(len(own))]


def sections_of(text: str) -> list[Section]:
    """The outline of a text as the model sees it."""
    return outline(text, page_prefixes(text))


def _own(sentence: Sentence, *, dirty: bool) -> Features:
    raw = sentence.text.translate(_WIDE)
    if dirty:
        raw = _PAGE.sub("", raw)
    raw = raw.replace("\u3000", "").replace(" ", "")
    mark = _HEAD_MARK.match(raw)
    body = raw[mark.end() :] if mark else raw
    plain = _DIGITS.sub("0", raw)
    found: Features = {"bias": 1.0}
    head = mark.lastgroup if mark else "none"
    found[f"h={head}"] = 1.0
    length = sum(len(body) > bound for bound in _LENGTHS)
    found[f"len={length}"] = 1.0
    clauses = len([piece for piece in _CLAUSES.split(body) if piece.strip("。！？；”")])
    found[f"clauses={min(clauses, 6)}"] = 1.0
    if mark and clauses <= 2 and len(body) <= 34:  # noqa: PLR2004 - heading shape, tuned on labels
        found["short_head"] = 1.0
        found[f"short_head|{head}"] = 1.0
    found[f"end={raw[-1]}" if raw[-1:] in "。；！？：" else "end=none"] = 1.0
    found[f"opens={sentence.opens_line:d}{sentence.closes_line:d}"] = 1.0
    found.update(_counts(body))
    found.update(_spans(raw))
    found.update(_starts(body))
    if is_notice(sentence.text):
        found["notice"] = 1.0
    for size in (2, 3):
        for at in range(len(plain) - size + 1):
            gram = plain[at : at + size]
            found[f"g:{gram}"] = 1.0
    return found


def _counts(body: str) -> Features:
    found: Features = {}
    for name, pattern in _GROUPS.items():
        count = len(pattern.findall(body))
        if count:
            found[name] = min(count, _CAP) / _CAP
            found[f"{name}+"] = 1.0
    pairs = len(_PAIR.findall(body))
    found["pair"] = min(pairs, _CAP) / _CAP
    found[f"pairs={min(pairs, 3)}"] = 1.0
    size = max(len(body), 1)
    found["soft_share"] = min(1.0, 12 * len(lexicon.EXHORTATION.findall(body)) / size)
    found["hard_share"] = min(1.0, 12 * pairs / size)
    for name, pattern in (("quoted", _QUOTED), ("titled", _TITLED), ("done", _DONE), ("we", _FIRST_PERSON)):
        count = len(pattern.findall(body))
        if count:
            found[name] = 1.0
            found[f"{name}n"] = min(count, _CAP) / _CAP
    if "了" in body:
        found["le"] = 1.0
    return found


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


def _starts(body: str) -> Features:
    found: Features = {f"s1:{body[:1]}": 1.0, f"s2:{body[:2]}": 1.0, f"s3:{body[:3]}": 1.0}
    tail = body.rstrip("。；！？：")
    found[f"e2:{tail[-2:]}"] = 1.0
    found[f"e3:{tail[-3:]}"] = 1.0
    if body.startswith(("要", "必须", "应", "务必")):
        found["yao0"] = 1.0
    return found


def _place(sentence: Sentence, index: int, count: int, sections: list[Section]) -> Features:
    found: Features = {f"third={3 * index // max(count, 1)}": 1.0}
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
    found[f"top_no={sections[top].number[:1]}"] = 1.0
    found[f"level={sections[here].level}"] = 1.0
    heads = sections[here].start <= sentence.end and sections[here].start >= sentence.start
    found["is_head"] = float(heads)
    return found


def _joined(own: list[Features], index: int) -> Features:
    found = dict(own[index])
    for prefix, at in (("-1:", index - 1), ("+1:", index + 1), ("-2:", index - 2), ("+2:", index + 2)):
        if not 0 <= at < len(own):
            found[f"{prefix}none"] = 1.0
            continue
        for name, value in own[at].items():
            if name.partition("=")[0].rstrip("+") in _NEIGHBOR:
                found[prefix + name] = value
    for name in ("h", "end"):
        here = next((key for key in own[index] if key.startswith(name + "=")), "")
        for prefix, at in (("-1:", index - 1), ("+1:", index + 1)):
            if 0 <= at < len(own):
                there = next((key for key in own[at] if key.startswith(name + "=")), "")
                found[f"{here}&{prefix}{there}"] = 1.0
    return found
