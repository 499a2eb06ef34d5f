"""What a page must never ask of people (B-01 … B-24): each offence is planted here once and must be caught."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Final

from django import forms

import dangjian

ROOT: Final = Path(dangjian.__file__).parent
OURS: Final = re.compile(r"/(tests|node_modules|built|corpus)/")

# The file is itself what is handed in; nowhere is one asked as proof of work done.
FILE_IS_THE_MATTER: Final = {
    ("dangjian.affairs.admissions.forms.opening", "file"): "the old files to be looked through",
    ("dangjian.affairs.blanks.forms", "file"): "the superior's blank table",
    ("dangjian.affairs.imports.forms", "file"): "the workbook to be taken in",
    ("dangjian.affairs.newcomers.forms", "file"): "the list that those who register firms gave",
    ("dangjian.affairs.registers.forms.words", "file"): "the register's own workbook, filled",
    ("dangjian.affairs.transfers.forms", "file"): "what the national system put out",
    ("dangjian.programme.tasks.forms.lists", "file"): "the ledger to be taken in",
}
# Orders by a figure that is not about people, each with what it counts.
COUNTS_THINGS: Final = {
    "access/marks.py": "the number that a key bears",
    "affairs/blanks/proposals.py": "the number of a column",
    "decisions/bulletins/queries/overview.py": "the reasons for which tasks are late, the most frequent first",
}

_WHERE: Final = re.compile(r"geolocation|getCurrentPosition|watchPosition")
_BEACON: Final = re.compile(r"sendBeacon")
_WATCH: Final = re.compile(r"visibilitychange|visibilityState|pagehide|beforeunload|setInterval|performance\.now")
_SEND: Final = re.compile(r"\bfetch\(|XMLHttpRequest|htmx\.ajax|WebSocket|EventSource|requestSubmit|\.submit\(")
_SEEN: Final = re.compile(r"hx-trigger=\"[^\"]*\b(?:revealed|intersect)\b")
_PROOF: Final = re.compile(r"<input(?=[^>]*type=\"file\")(?=[^>]*\b(?:required|capture)\b)[^>]*>")
_READ: Final = "(?:已读|已阅|阅读|知晓|知悉|签收|收到(?:本?通知|文件))"
_READ_BUTTON: Final = re.compile(rf"<button[^>]*>\s*(?:我?已?确认)?我?已?{_READ}(?:完毕|以上内容)?\s*</button>")
_READ_BOX: Final = re.compile(rf"<label[^>]*>\s*<input(?=[^>]*checkbox)(?=[^>]*required)[^>]*>[^<]*{_READ}")
_PLACE: Final = re.compile(r"名次|排行榜?|积分榜|第\s*\{\{[^}]*\}\}\s*名|排名(?!次)")
_FIGURE: Final = re.compile(r"(?:^|_)(?:score|points?|count|number|rate|total|times|minutes|rank)s?$")
_RANKING: Final = frozenset({"Rank", "DenseRank", "PercentRank", "CumeDist", "Ntile"})


def in_script(text: str) -> Iterator[str]:
    """Say what a script, or the script of a page, does that it must not."""
    if _WHERE.search(text):
        yield "asks where somebody is"
    if _BEACON.search(text):
        yield "sends a beacon"
    if _WATCH.search(text) and _SEND.search(text):
        yield "watches how long or whether a page is seen, and tells"


def in_page(text: str) -> Iterator[str]:
    """Say what a template asks that it must not."""
    yield from in_script(text)
    if _PROOF.search(text):
        yield "demands a file"
    if _SEEN.search(text):
        yield "tells that something came into view"
    if _READ_BUTTON.search(text) or _READ_BOX.search(text):
        yield "wants reading confirmed"
    if _PLACE.search(re.sub(r"不排名次?|不搞排名", "", text)):
        yield "shows a place"


def in_form(form: type[forms.BaseForm]) -> Iterator[tuple[str, str]]:
    """Say which fields of a form must not be demanded, and why."""
    for name, field in form.base_fields.items():  # type: ignore[attr-defined]  # set by the metaclass
        words = f"{field.label or ''}{field.help_text or ''}"
        if isinstance(field, forms.FileField) and field.required:
            yield name, "demands a file"
        if isinstance(field, forms.BooleanField) and field.required and re.search(_READ, words):
            yield name, "wants reading confirmed"


def in_code(text: str) -> Iterator[str]:
    """Say where rows are put in the order of a figure, or given a place by it."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in _RANKING:
            yield f"gives a place ({called})"
        if called == "order_by":
            names = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            yield from (f"orders by {name}" for name in names if _FIGURE.search(name.lstrip("-")))
        if called in {"sorted", "sort"}:
            yield from (f"orders by {name}" for name in _keys(node) if _FIGURE.search(name))


def _keys(call: ast.Call) -> Iterator[str]:
    """Yield the attributes and keys that a sort goes by."""
    for word in call.keywords:
        if word.arg == "key":
            for node in ast.walk(word.value):
                if isinstance(node, ast.Attribute):
                    yield node.attr
                if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
                    yield str(node.slice.value)


def files(*endings: str) -> Mapping[str, str]:
    """Return the texts of the product's files with these endings, by their path."""
    found = (path for ending in endings for path in ROOT.rglob(f"*{ending}"))
    kept = (path for path in found if not OURS.search(str(path.relative_to(ROOT.parent))))
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in kept}


def every_form() -> list[type[forms.BaseForm]]:
    """Return every form of the product."""
    for name in files(".py"):
        if "/forms" in name:
            import_module("dangjian." + name.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
    found: list[type[forms.BaseForm]] = [forms.BaseForm]
    for parent in found:
        found += [child for child in parent.__subclasses__() if child not in found]
    return [one for one in found if one.__module__.startswith("dangjian.") and hasattr(one, "base_fields")]


def told(offences: Iterable[tuple[str, Iterable[str]]]) -> list[str]:
    return [f"{name} {offence}" for name, found in offences for offence in found]


def test_no_page_or_script_asks_for_proof_place_time_or_reading() -> None:
    pages, scripts = files(".html"), files(".js")
    assert len(pages) > 100
    assert len(scripts) > 10
    assert told((name, in_page(text)) for name, text in pages.items()) == []
    assert told((name, in_script(text)) for name, text in scripts.items()) == []


def test_no_form_demands_a_file_or_a_word_that_something_was_read() -> None:
    known = every_form()
    assert len(known) > 50
    found = {(form.__module__, name): words for form in known for name, words in in_form(form)}
    assert {key: words for key, words in found.items() if key not in FILE_IS_THE_MATTER} == {}
    assert sorted(set(FILE_IS_THE_MATTER) - set(found)) == []  # an entry whose field is gone is stale


def test_nobody_is_put_in_the_order_of_a_figure() -> None:
    code = files(".py")
    found = {name: list(in_code(text)) for name, text in code.items()}
    assert {name: words for name, words in found.items() if words and name not in COUNTS_THINGS} == {}
    assert sorted(name for name in COUNTS_THINGS if not found.get(name)) == []


PLANTED_PAGES: Final = {
    '<input name="photo" type="file" required>': "demands a file",
    '<input type="file" accept="image/*" capture="environment">': "demands a file",
    "<script>navigator.geolocation.getCurrentPosition(put)</script>": "asks where somebody is",
    "<script>navigator.sendBeacon('/seen/')</script>": "sends a beacon",
    "<script>setInterval(() => fetch('/still-here/'), 5000)</script>": "watches how long",
    "<script>document.onvisibilitychange = () => fetch('/left/');</script>": "watches how long",
    '<p hx-post="/read/" hx-trigger="revealed">…</p>': "came into view",
    "<button>我已阅读</button>": "wants reading confirmed",
    '<button class="btn">已阅</button>': "wants reading confirmed",
    "<button>确认收到通知</button>": "wants reading confirmed",
    '<label><input type="checkbox" name="ok" required> 我已知晓</label>': "wants reading confirmed",
    "<th>名次</th><td>{{ forloop.counter }}</td>": "shows a place",
    "<p>全县第 {{ place }} 名</p>": "shows a place",
}
PLANTED_CODE: Final = (
    "rows = Member.objects.annotate(points=Sum('x')).order_by('-points')",
    "rows = Person.objects.annotate(read_count=Count('reads')).order_by('-read_count', 'name')",
    "rows = sorted(people, key=lambda one: -one.score)",
    "people.sort(key=lambda one: one['times'], reverse=True)",
    "rows = Person.objects.annotate(place=Window(Rank(), order_by='x'))",
)


def test_each_planted_page_is_caught() -> None:
    for text, words in PLANTED_PAGES.items():
        assert [one for one in in_page(text) if words in one], text


def test_each_planted_order_is_caught() -> None:
    for text in PLANTED_CODE:
        assert list(in_code(text)), text


def test_each_planted_form_is_caught() -> None:
    class Proof(forms.Form):
        photo = forms.FileField(label="现场照片")

    class Seen(forms.Form):
        seen = forms.BooleanField(label="我已阅读以上内容")

    assert list(in_form(Proof)) == [("photo", "demands a file")]
    assert list(in_form(Seen)) == [("seen", "wants reading confirmed")]


def test_what_is_asked_of_nobody_is_not_caught() -> None:
    fine = "<p>按县里顺序，不排名次。</p><input type='file' name='photo'><button>确认</button>"
    assert list(in_page(fine)) == []
    assert list(in_page("<button>确认收到 {{ amount }} 元</button>")) == []
    assert list(in_script("addEventListener('pagehide', () => save());")) == []
    assert list(in_code("rows.order_by('order_no', 'id')")) == []
