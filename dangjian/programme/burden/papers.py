"""减负情况: the half-year's statement as a Word file by GB/T 9704-2012, from configuration and log (B-22)."""

from datetime import date, datetime

from dangjian.foundation.documents import paper
from dangjian.foundation.documents.paper import Table
from dangjian.programme.burden.queries import Statement
from dangjian.programme.burden.rules import hours_words


def statement(found: Statement, on: date, at: datetime) -> bytes:
    """Return the statement: figures of the half year, what was urgent, suggestions, and how the platform is set."""
    title = f"{found.span.words}减负情况"
    sheet = paper.sheet()
    paper.title(sheet, title, lines_before=0)
    paper.paragraphs(sheet, f"单位：{found.body.name}\n以下内容由平台按配置和操作日志生成，没有要求基层另外填报。")
    paper.paragraphs(sheet, "一、下达任务\n" + _asked(found))
    paper.paragraphs(sheet, "二、紧急通知\n" + _urgent(found))
    paper.paragraphs(sheet, "三、意见建议\n" + _suggestions(found))
    paper.paragraphs(sheet, "四、平台功能设置\n各项功能按减负要求的设置见附件2。")
    paper.annex_note(sheet, "各单位下达任务一览表", "平台功能减负设置表")
    paper.signature(sheet, found.body.name, _day(on))
    lines = [
        (one.body.short_name, str(one.tasks), str(one.times), hours_words(one.all_minutes), str(one.added_times),
         str(one.urgent))
        for one in found.book.lines
    ]  # fmt: skip
    heads = ("下达单位", "任务", "件次", "合计用时", "本级增加", "紧急通知")
    paper.annex(sheet, mark="附件1", title="各单位下达任务一览表", table=Table(heads, lines, (51, 17, 20, 28, 20, 20)))
    table = Table(("要求", "本平台的设置"), found.rules, (108, 48))
    paper.annex(sheet, mark="附件2", title="平台功能减负设置表", table=table)
    return paper.packed(sheet, title=title, author=found.body.name, at=at)


def _asked(found: Statement) -> str:
    book = found.book
    added = sum(line.added_times for line in book.lines)
    unknown = f"（其中 {book.unestimated} 件次未估分钟）" if book.unestimated else ""
    return (
        f"共下达 {sum(line.times for line in book.lines)} 件次，按下达时估计的用时合计{hours_words(book.minutes)}，"
        f"平均每个党支部{hours_words(book.of_a_branch)}。中间层级本级增加 {added} 件次{unknown}，记在增加的单位名下。"
        f"撤回 {found.withdrawn} 件次，退回重报 {found.returned} 次。"
    )


def _urgent(found: Statement) -> str:
    if not found.urgent:
        return "没有发过紧急通知。"
    rows = [
        f"{_day(one.created_at.date())}，{one.sender}，{one.urgent_reason}，{one.receivers} 人收到。"
        for one in found.urgent
    ]
    return "\n".join([f"共发 {len(found.urgent)} 次：", *rows])


def _suggestions(found: Statement) -> str:
    if not found.quarters:
        return "没有收到意见建议。"
    received, replied = sum(one.received for one in found.quarters), sum(one.replied for one in found.quarters)
    return f"收到 {received} 件，答复 {replied} 次，采纳 {sum(one.adopted for one in found.quarters)} 件。"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
