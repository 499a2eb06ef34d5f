"""What is refused in a blank: it will hold people's data, so nothing in it may run, fetch or send."""

from __future__ import annotations

import re
from typing import Final

from dangjian.foundation.documents.archive import Archive
from dangjian.foundation.documents.content import Unsupported
from dangjian.foundation.documents.filling import trees
from dangjian.foundation.documents.limits import MOST_CELLS

MOST_OF_A_PART: Final = 16 * 1024 * 1024
_SAVE: Final = "没有读取，内容未保存。请在 Word、WPS 里去掉后另存，再上传。"
_RUNS: Final = re.compile(r"vbaProject|/activeX/|/ctrlProps/|macrosheets|/dialogsheets/", re.IGNORECASE)
_FETCHES: Final = re.compile(r"/externalLinks/|/connections\.xml|/queryTables/|/embeddings/|/oleObject", re.IGNORECASE)
_SENDS: Final = re.compile(
    r"\b(?:WEBSERVICE|FILTERXML|RTD|CALL|REGISTER(?:\.ID)?|EXEC|IMAGE|HYPERLINK)\s*\(|\||\[\d+\]|(?:https?|file|\\\\):?//",
    re.IGNORECASE,
)
_FIELDS: Final = re.compile(r"INCLUDEPICTURE|INCLUDETEXT|DDEAUTO|\bDDE\b|MACROBUTTON|\bLINK\b", re.IGNORECASE)
_HYPERLINK: Final = "/hyperlink"


def check(archive: Archive) -> None:
    """Refuse parts that run, fetch or send; raises Unsupported."""
    names = [f"/{name}" for name in archive.names]
    if any(_RUNS.search(name) for name in names):
        raise Unsupported(f"文件带有宏或控件，{_SAVE}")
    if any(_FETCHES.search(name) for name in names):
        raise Unsupported(f"文件链接了外部数据，或嵌有其他文件，{_SAVE}")
    for name in sorted(archive.names):
        if name.endswith(".rels"):
            _check_relations(archive.part(name))


def _check_relations(part: bytes) -> None:
    for relation in trees.tree(part):
        outside = relation.get("TargetMode") == "External"
        if outside and not relation.get("Type", "").endswith(_HYPERLINK):
            raise Unsupported(f"文件引用了外部图片、模板或数据，{_SAVE}")


def check_formula(formula: str) -> None:
    """Refuse a formula that could send out what is filled in beside it."""
    if _SENDS.search(formula):
        raise Unsupported(f"表里有取外部数据或对外发送的公式，{_SAVE}")


def check_field(code: str) -> None:
    """Refuse a Word field that fetches or runs."""
    if _FIELDS.search(code):
        raise Unsupported(f"文件里有引用外部内容的域，{_SAVE}")


def opened(archive: Archive, name: str) -> trees.Tree:
    """Return a part as a tree; raises Unsupported where it is larger than any blank is."""
    data = archive.part(name)
    if len(data) > MOST_OF_A_PART or data.count(b"<c ") + data.count(b"<c>") > MOST_CELLS:
        raise Unsupported("表格太大，没有读取。请只保留要填的表，删去多余的行列后另存，再上传。")
    return trees.tree(data)
