"""党员基本信息采集表: sixteen items, one page a member, signed by four (domain §10.5)."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from docx.document import Document as Sheet
from docx.table import _Row as Row

from dangjian.affairs.blanks.papers.known import Known, day
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.documents.paper import printed

_WIDTHS: Final = (38, 52, 38, 52)
_LINE_MM: Final = 11
_SIGNED_MM: Final = 24
_NOTE: Final = "党员本人确认 → 党支部初核 → 基层党委复核。空着的由本人填写；家庭住址写到街道（村、社区），不写门牌号。"


def collection(body: Organization, people: Sequence[Known], on: date) -> Sheet:
    """Return the forms of a branch's members in one document."""
    document = printed.form(is_landscape=False)
    for number, one in enumerate(people):
        printed.heading(document, "党员基本信息采集表", f"打印日期：{day(on)}", on_new_page=number > 0)
        _draw(document, body, one)
        printed.line_of(document, _NOTE)
    return document


def _draw(document: Sheet, body: Organization, one: Known) -> None:
    drawn = printed.table(document, _WIDTHS)
    for pair in (
        ("1. 姓名", one.line.person.name, "2. 公民身份证号", one.words("id_number")),
        ("3. 性别", one.words("sex"), "4. 民族", one.words("ethnicity")),
        ("5. 出生日期", one.words("born_on"), "6. 学历（代码）", _coded(one)),
        ("7. 人员类别", one.line.category, "8. 所在党支部", body.name),
        ("9. 加入党组织日期", one.words("joined_on"), "10. 转为正式党员日期", one.words("confirmed_on")),
        ("11. 工作岗位", one.words("occupation"), "12. 手机号、固定电话", _phones(one)),
    ):
        printed.row(drawn, pair, height_mm=_LINE_MM)
    standing = one.words("standing") if one.reads_conditions else ""
    for caption, words in (
        ("13. 家庭住址", one.words("residence")),
        ("14. 党籍状态", standing),
        ("15. 是否为失联党员", one.is_lost()),
        ("16. 是否为流动党员（省、市、县）", one.is_away()),
    ):
        _wide(printed.row(drawn, (caption, words, "", ""), height_mm=_LINE_MM))
    signed = "签名：\n\n　　　年　　月　　日"
    printed.row(drawn, ("党员本人", signed, "采集人", signed), height_mm=_SIGNED_MM)
    printed.row(drawn, ("党支部书记", signed, "基层党委（盖章）", signed), height_mm=_SIGNED_MM)


def _wide(row: Row) -> None:
    row.cells[1].merge(row.cells[3])
    for empty in row.cells[1].paragraphs[1:]:
        empty._p.getparent().remove(empty._p)  # noqa: SLF001  # merging leaves an empty line for each cell


def _coded(one: Known) -> str:
    code = one.line.person.education
    return f"{one.words('education')}（{code}）" if code else ""


def _phones(one: Known) -> str:
    return "\n".join(filter(None, (one.words("phone"), one.words("landline"))))
