"""What the model sees of a sentence: words, clauses, shape, place in the outline, and its neighbors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dangjian.programme.directives.reading import actors, cadences, clauses, deadlines, lexicon, quantities, wording
from dangjian.programme.directives.reading.dirt import is_notice, page_prefixes
from dangjian.programme.directives.reading.model import Scorer
from dangjian.programme.directives.reading.outline import innermost, outline
from dangjian.programme.directives.reading.sentences import Sentence
from dangjian.programme.directives.reading.shape import Section
from dangjian.programme.directives.reading.wording import Features

_PAGE = re.compile(r"^\d{1,3}、")
_HEAD_MARK = re.compile(
    r"^(?:具体而言，|具体来说，)?(?:(?P<h1>[一二三四五六七八九十]{1,3}、)|(?P<h2>（[一二三四五六七八九十]{1,3}）)"
    r"|(?P<h3>\d{1,2}[.．、])|(?P<h4>（\d{1,2}）)|(?P<is>[一二三四五六七八九十]{1,2}是)"
    r"|(?P<yao>[一二三四五六七八九十]{1,2}要)|(?P<di>第[一二三四五六七八九十]{1,2}[，、])|(?P<qi>其[一二三四]))"
)
_THEME_LEAST = 4
_ASKS = re.compile(r"(?<![主重需只想])要(?![求点素])|必须|应当|务必|[^，]将[在对把继]|不得|希望|下一步")
TOLD = "told_in_review"  # A sentence that asks nothing, in a section that looks back.
_REVIEW = re.compile(
    r"回顾|前期|前段|(?:工作|进展|开展|整改|落实)情况|主要(?:做法|成效|成绩)|取得的?(?:主要)?[成进]|上半年|去年|过去一年"
    r"|存在的?(?:主要|突出)?(?:问题|不足)|成绩"
)
_URGES = re.compile(r"提升|确保|推动|抓好|持续|巩固|努力|切实|下半年|下一步")
_LENGTHS = (8, 16, 26, 40, 60, 90, 140, 220)
_NEIGHBOR = frozenset(
    {"len", "h", "act", "exhort", "must", "past", "problem", "reason", "pairs", "end", "short_head", "yao0", "concrete"}
)
_NEAR = 0.6  # A neighbor tells less than the sentence itself.
_FAINT = 0.3  # Where in the text a sentence stands is a hint, no more.


def describe(text: str, sentences: Sequence[Sentence], sections: list[Section], scorer: Scorer) -> list[Features]:
    """Give the features of every sentence of one directive, neighbors included; `scorer` judges clauses."""
    dirty = bool(page_prefixes(text))
    themes = _themes(text)
    own = [_own(sentence, themes, scorer, dirty=dirty) for sentence in sentences]
    for index, sentence in enumerate(sentences):
        own[index].update(_place(sentence, index, len(sentences), sections))
    near = [_near(seen) for seen in own]
    return [_joined(own, near, index) for index in range(len(own))]


def sections_of(text: str) -> list[Section]:
    """The outline of a text as the model sees it."""
    return outline(text, page_prefixes(text))


def _themes(text: str) -> list[str]:
    """Quoted names that a directive keeps repeating: its subject, which tells no sentence from another."""
    counts = Counter(wording.QUOTED.findall(text))
    return [name for name, count in counts.items() if count >= _THEME_LEAST]


def _own(sentence: Sentence, themes: list[str], scorer: Scorer, *, dirty: bool) -> Features:
    raw = sentence.text.translate(wording.WIDE).replace(" ", "").replace("\u3000", "")
    if dirty:
        raw = _PAGE.sub("", raw)
    for theme in themes:
        raw = raw.replace(theme, "此项")
    mark = _HEAD_MARK.match(raw)
    body = raw[mark.end() :] if mark else raw
    return (
        _shape(sentence, raw, body, mark)
        | wording.words(body)
        | wording.works(body)
        | _spans(raw)
        | wording.edges(body)
        | wording.grams(raw)
        | clauses.summary(body, scorer)
    )


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


def _place(sentence: Sentence, index: int, count: int, sections: list[Section]) -> Features:
    found: Features = {f"third={3 * index // max(count, 1)}": _FAINT}
    if index < 3:  # noqa: PLR2004 - title, greeting, first line
        found[f"first={index}"] = 1.0
    if index >= count - 2:
        found["last"] = 1.0
    here = innermost(sections, sentence.start)
    told = not _ASKS.search(sentence.text)
    if here is None:
        found["region=none"] = 1.0
        return found
    top = max((at for at in range(here + 1) if sections[at].level == 1), default=here)
    for name, pattern in lexicon.REGIONS.items():
        if pattern.search(sections[top].title):
            found[f"top={name}"] = 1.0
        if pattern.search(sections[here].title):
            found[f"here={name}"] = 1.0
    if told and _REVIEW.search(sections[top].title) and not _URGES.search(sections[top].title):
        found[TOLD] = 1.0
    found[f"top_no={sections[top].number[:1]}"] = _FAINT
    found[f"level={sections[here].level}"] = 1.0
    found["is_head"] = float(sentence.start <= sections[here].start <= sentence.end)
    return found


def _near(own: Features) -> Features:
    """The part of a sentence's features that its neighbors see."""
    return {name: value * _NEAR for name, value in own.items() if name.partition("=")[0].rstrip("+") in _NEIGHBOR}


def _joined(own: list[Features], near: list[Features], index: int) -> Features:
    found = dict(own[index])
    for prefix, at in (("-1:", index - 1), ("+1:", index + 1), ("-2:", index - 2), ("+2:", index + 2)):
        if 0 <= at < len(own):
            found.update({prefix + name: value for name, value in near[at].items()})
        else:
            found[f"{prefix}none"] = 1.0
    for name in ("h", "end"):
        here = _value(own[index], name)
        for prefix, at in (("-1:", index - 1), ("+1:", index + 1)):
            if 0 <= at < len(own):
                found[f"{here}&{prefix}{_value(own[at], name)}"] = 1.0
    return found


def _value(seen: Features, name: str) -> str:
    return next((key for key in seen if key.startswith(name + "=")), "")
