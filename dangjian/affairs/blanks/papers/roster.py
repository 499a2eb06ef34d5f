"""党员名册: A4 landscape, heads repeated, a line for signatures."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from docx.document import Document as Sheet

from dangjian.affairs.blanks.papers.known import Known, day
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.documents.paper import printed

_HEADS: Final = ("序号", "姓名", "性别", "民族", "出生日期", "学历", "人员类别", "入党日期", "转正日期", "党内职务")
_WIDTHS: Final = (10, 20, 10, 16, 28, 32, 22, 28, 28, 30)
_BESIDE_NUMBERS: Final = (8, 17, 8, 14, 26, 27, 18, 26, 26, 22)
_SEALED: Final = ("公民身份证号", "手机号")
_SEALED_WIDTHS: Final = (38, 25)
_SIZE_PT: Final = 9.0
_REST_MM: Final = 267  # A4 landscape within margins of 15 mm.
_SIGNATURES: Final = (
    "党支部书记（签名）：　　　　　　　　　　填表人（签名）：　　　　　　　　　　　　　　年　　月　　日"
)


def roster(body: Organization, people: Sequence[Known], on: date) -> Sheet:
    """Return the roll of a branch for signing."""
    document = printed.form(is_landscape=True)
    printed.heading(document, f"{body.name}党员名册", f"共 {len(people)} 人　　截至{day(on)}")
    is_revealed = any(one.is_revealed for one in people)
    heads = (*_HEADS, *(_SEALED if is_revealed else ()), "备注")
    widths = (*_BESIDE_NUMBERS, *_SEALED_WIDTHS) if is_revealed else _WIDTHS
    drawn = printed.table(document, (*widths, _REST_MM - sum(widths)), is_tight=True)
    printed.row(drawn, heads, is_head=True, size=_SIZE_PT)
    for number, one in enumerate(people, 1):
        printed.row(drawn, (str(number), *_words(one), *(_numbers(one) if is_revealed else ()), ""), size=_SIZE_PT)
    printed.line_of(document, _SIGNATURES)
    return document


def _words(one: Known) -> tuple[str, ...]:
    return (
        one.line.person.name,
        one.words("sex"),
        one.words("ethnicity"),
        one.words("born_on"),
        one.words("education"),
        one.line.category,
        one.words("joined_on"),
        one.words("confirmed_on"),
        one.line.titles,
    )


def _numbers(one: Known) -> tuple[str, str]:
    return one.words("id_number"), one.words("phone")
