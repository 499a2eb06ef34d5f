"""Papers of meetings as Word files: the minutes of one, the record book of a year, a blank sheet to write on."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

from docx.document import Document as Sheet

from dangjian.activities.meetings.attending import Expected
from dangjian.activities.meetings.models import Meeting, Motion
from dangjian.activities.meetings.queries import People
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.documents import paper
from dangjian.foundation.documents.paper import Table
from dangjian.foundation.time import local
from dangjian.procedures.evidence.kinds import Kind

_BLANK: Final = "＿＿＿＿＿＿"
_WIDE: Final = "＿" * 22


def minutes(meeting: Meeting, people: People, at: datetime) -> bytes:
    """Return the minutes of one meeting, with the lines to sign."""
    sheet = paper.sheet()
    paper.title(sheet, f"{meeting.kinds_words}记录", lines_before=0)
    _record(sheet, meeting, people)
    _signed(sheet, meeting)
    return paper.packed(sheet, title=f"{meeting.kinds_words}记录", author=meeting.organization.name, at=at)


def _record(sheet: Sheet, meeting: Meeting, people: People) -> None:
    moment = local(meeting.held_at or meeting.planned_for)
    facts = [
        ("时间", f"{_day(moment.date())} {moment.hour}:{moment:%M}"),
        ("地点", meeting.place),
        ("主持人", _name(meeting.host)),
        ("记录人", _name(meeting.recorder)),
        ("授课人", meeting.lecturer_name),
        (f"应到 {people.expected} 人，实到 {len(people.present)} 人", "、".join(people.present)),
        ("缺席", "、".join(people.absent)),
        ("不计应到", "、".join(people.excused)),
        ("列席", meeting.guests),
        ("主题", meeting.title),
    ]
    paper.paragraphs(sheet, "\n".join(f"{label}：{words}" for label, words in facts if words))
    for heading, words in _texts(meeting):
        paper.paragraphs(sheet, f"{heading}\n{words}")


def _texts(meeting: Meeting) -> Iterable[tuple[str, str]]:
    """Yield what was dealt with, numbered by what there is."""
    parts = [
        ("议题", meeting.topics),
        ("发言要点", meeting.speeches),
        ("表决", "\n".join(map(_vote, meeting.motions.all()))),
        ("决议", meeting.decisions),
        ("议定的事", "\n".join(_agreed(meeting))),
        ("更正说明", "\n".join(f"{one.words}（{one.person_name}）" for one in meeting.corrections.all())),
    ]
    numbers = iter("一二三四五六")
    for heading, words in parts:
        if words:
            yield f"{next(numbers)}、{heading}", words


def _vote(one: Motion) -> str:
    counts = (
        f"应到会有表决权 {one.entitled} 人，实到 {one.present} 人，"
        f"赞成 {one.yes} 票，反对 {one.no} 票，弃权 {one.abstained} 票"
    )
    written = f"，会前书面同意 {one.written} 人" if one.written else ""
    return f"{one.title}：{counts}{written}。{'通过' if one.is_passed else '没有通过'}。"


def _agreed(meeting: Meeting) -> Iterable[str]:
    for number, item in enumerate(meeting.items.all(), 1):
        due = f"，{_day(item.due_on)}前" if item.due_on else ""
        done = f"（{_day(item.done_on)}办结）" if item.done_on else ""
        yield f"{number}. {item.what}{'，' + item.who_name if item.who_name else ''}{due}{done}"


def _signed(sheet: Sheet, meeting: Meeting) -> None:
    agreed = f"（平台录入：{meeting.recorded_name}；同意归档：{meeting.sealed_name}）" if meeting.sealed_name else ""
    late = f"\n补记原因：{meeting.late_reason}" if meeting.late_reason else ""
    paper.paragraphs(sheet, f"主持人签名：{_BLANK}　　记录人签名：{_BLANK}{late}\n{agreed}".rstrip())


def book(body: Organization, year: int, rows: Sequence[tuple[Meeting, People]], at: datetime) -> bytes:
    """Return the record book of a year: a cover, the list of meetings, each record with its lines to sign."""
    sheet = paper.sheet()
    paper.title(sheet, "党支部工作手册", lines_before=6)
    paper.paragraphs(sheet, f"党组织：{body.name}\n年　度：{year}年\n书　记：{_BLANK}\n共 {len(rows)} 次会议")
    table = Table(
        ("主题", "日期", "类型", "应到", "实到"),
        [
            (
                one.title,
                f"{one.held_on.month}月{one.held_on.day}日",
                one.kinds_words,
                str(people.expected),
                str(len(people.present)),
            )
            for one, people in rows
        ],
        (60, 30, 38, 14, 14),
    )
    paper.annex(sheet, mark="目录", title=f"{year}年会议一览", table=table)
    for one, people in rows:
        first = sheet.add_paragraph()
        first.paragraph_format.page_break_before = True
        paper.title(sheet, f"{one.kinds_words}记录", lines_before=0)
        _record(sheet, one, people)
        _signed(sheet, one)
    return paper.packed(sheet, title=f"{year}年党支部工作手册", author=body.name, at=at)


def blank(body: Organization, kinds: Sequence[str], lines: Sequence[Expected], at: datetime) -> bytes:
    """Return a blank record to write on by hand: the roll is there, who came is ticked."""
    sheet = paper.sheet()
    words = "、".join(Kind(kind).label for kind in kinds)
    paper.title(sheet, f"{words}记录", lines_before=0)
    paper.paragraphs(sheet, f"党组织：{body.name}\n时间：＿＿年＿＿月＿＿日＿＿时　地点：{_BLANK}")
    paper.paragraphs(sheet, f"主持人：{_BLANK}　　记录人：{_BLANK}\n应到 {len(lines)} 人，实到＿＿人　　列席：{_BLANK}")
    paper.paragraphs(sheet, f"主题：{_WIDE}")
    for heading in ("一、议题", "二、决议", "三、议定的事（谁、什么事、什么时候）"):
        paper.paragraphs(sheet, "\n".join([heading, *([_WIDE] * 3)]))
    paper.paragraphs(sheet, f"主持人签名：{_BLANK}　　记录人签名：{_BLANK}")
    rows = [(line.name, line.titles, "", "") for line in lines]
    table = Table(("姓名", "职务", "签到", "缺席原因"), rows, (40, 40, 36, 40))
    paper.annex(sheet, mark="附件", title="到会名单", table=table)
    return paper.packed(sheet, title=f"{words}记录（空白）", author=body.name, at=at)


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _name(person: object) -> str:
    return str(person) if person else ""
