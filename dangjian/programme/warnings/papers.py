"""A letter that presses and the record of an interview, as Word files by GB/T 9704-2012."""

from collections.abc import Iterable
from datetime import date, datetime

from dangjian.foundation.documents import paper
from dangjian.programme.warnings.models import Interview, Letter

_BLANK = "＿＿＿＿＿＿"
_NUMERALS = "一二三四五六七八九十"


def letter(row: Letter, at: datetime) -> bytes:
    """Return a letter: the number left open, the matters with article and cure, what is asked and by when."""
    title = f"关于{_subject(row)}的督办函"
    sheet = paper.sheet()
    paper.letterhead(
        sheet, sign=f"{row.signs}文件", number=row.number or f"督办函〔{row.issued_on.year}〕　号", is_red=False
    )
    paper.title(sheet, title)
    paper.addressees(sheet, row.organization.name)
    paper.paragraphs(
        sheet, f"截至{_day(row.issued_on)}，你单位有下列 {len(row.matters)} 件事项到期没有办结，现予督办。"
    )
    paper.paragraphs(sheet, "一、督办事项\n" + "\n".join(_matters(row)))
    asks = row.asks or "请对照上述事项逐件办理，办结后在平台登记，不另行报送材料。"
    paper.paragraphs(sheet, f"二、办理要求\n{asks}\n请于{_day(row.due_on)}前办结；确有困难的，写明原因。")
    paper.signature(sheet, row.signs, _day(row.issued_on))
    paper.imprint(sheet, printed_by=row.signs, day=_day(row.issued_on))
    return paper.packed(sheet, title=title, author=row.signs, at=at)


def _subject(row: Letter) -> str:
    return "办理有关到期事项" if len(row.matters) != 1 else "办理一件到期事项"


def _matters(row: Letter) -> Iterable[str]:
    for number, one in enumerate(row.matters, 1):
        yield f"（{_numeral(number)}）{one['what']}。依据：{one['article'] or '有关规定'}。办法：{one['cure']}。"


def _numeral(number: int) -> str:
    return _NUMERALS[number - 1] if number <= len(_NUMERALS) else str(number)


def interview(row: Interview, at: datetime) -> bytes:
    """Return the record of an interview, with the lines to sign."""
    sheet = paper.sheet()
    paper.title(sheet, "约谈记录", lines_before=0)
    facts = [
        ("约谈单位", row.issuer.name),
        ("被约谈单位", row.organization.name),
        ("决定人", row.decided_by),
        ("约谈日期", _day(row.held_on)),
        ("约谈人", row.held_by),
        ("被约谈人", row.with_whom),
        ("事由", row.reason),
        ("依据", row.basis),
        ("被约谈人说明", row.statement or _BLANK),
        ("整改期限", _day(row.due_on)),
        ("整改情况", f"{_day(row.cured_on)}销号。{row.cured_words}" if row.cured_on else _BLANK),
    ]
    paper.paragraphs(sheet, "\n".join(f"{label}：{words}" for label, words in facts))
    paper.paragraphs(sheet, f"约谈人签名：{_BLANK}　　被约谈人签名：{_BLANK}")
    paper.paragraphs(sheet, "本记录只供约谈双方使用，不作考核内容。")
    return paper.packed(sheet, title="约谈记录", author=row.issuer.name, at=at)


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
