"""A reading as a whole: tables, brackets, clauses, marks, flags, masthead."""

import json
import subprocess
import sys
import time
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from openpyxl import Workbook

from dangjian.programme.directives import labels
from dangjian.programme.directives.reading import FIELDS, FLAG_RULES, Marked, Unreadable, read_bytes, read_text

SPEECH = """在全县基层党建推进会上的讲话
同志们：
一、前段工作情况
今年以来，各镇乡做了大量工作，建立示范点23个，取得明显成效。
二、下一步重点工作
（一）夯实村级基础。
基础不牢，地动山摇，我们一定要从思想上高度重视。
各镇乡党委要在12月15日前对村党组织书记逐村分析研判，建立一村一策工作台账，报县委组织部备案。要同步健全村级后备干部库，实行动态管理。
（二）压实工作责任。
各单位要层层签订责任书，工作情况在全县排名通报。
中共清源县委组织部
2026年11月18日
"""


def test_a_speech() -> None:
    reading = read_text(SPEECH)
    assert (reading.title, reading.issuer) == ("在全县基层党建推进会上的讲话", "中共清源县委组织部")
    assert reading.issued_on == date(2026, 11, 18)
    first = next(task for task in reading.tasks if "一村一策" in task.text)
    assert first.actor is not None
    assert (first.actor.text, first.actor.kind, first.actor.inherited) == ("各镇乡党委", "township", False)
    assert first.deadline is not None
    assert first.deadline.on == date(2026, 12, 15)
    assert reading.sections[first.section or 0].title == "夯实村级基础"
    assert {"有责任单位", "有时限"} <= set(first.why)
    second = next(task for task in reading.tasks if "后备干部库" in task.text)
    assert second.actor is not None
    assert second.actor.inherited
    assert not any("地动山摇" in task.text or "示范点23个" in task.text for task in reading.tasks)


def test_flags_are_marked_not_dropped() -> None:
    rules = {flag.rule: SPEECH[flag.start : flag.end] for flag in read_text(SPEECH).flags}
    assert rules == {"layered_signing": "层层签订", "pledge": "责任书", "ranking": "排名"}


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("与各镇签订责任状。", "pledge"),
        ("实行一票否决。", "veto"),
        ("做到照片留痕。", "photo_trace"),
        ("每季度排名一次。", "ranking"),
        ("月底前报送贯彻落实情况。", "report_of_reporting"),
        ("统计党员学习时长。", "clocking"),
        ("全体党员下载安装“学习通”APP。", "new_app"),
        ("实行日报告制度。", "daily_report"),
        ("完成党报订阅任务。", "mandatory_subscription"),
        ("给示范点授牌。", "plaque"),
        ("层层成立领导小组。", "special_team"),
        ("层层签订协议。", "layered_signing"),
    ],
)
def test_every_flag_rule(words: str, rule: str) -> None:
    assert rule in {flag.rule for flag in read_text(words).flags}


def test_every_flag_rule_is_tried() -> None:
    assert len(FLAG_RULES) == 12
    assert len(FIELDS) == 8


@pytest.mark.parametrize(
    "mark",
    [
        "机密★1年",
        "绝　密",
        "秘 密 ★ 长期",
        "工作秘密",
        "内部资料　注意保存",
        "（内部资料，请勿外传）",
        "000012 机密★6个月 特急",
        "密级：秘密",
    ],
)
def test_marked_texts_are_refused(mark: str) -> None:
    with pytest.raises(Marked, match="此文标有密级或内部标志，不得在本平台处理。内容未保存。"):
        read_text(f"{mark}\n关于做好有关工作的通知\n各镇乡党委：\n要建立台账。")


def test_speaking_of_secrets_is_no_mark() -> None:
    assert read_text("要加强保密教育，严守党和国家秘密，健全工作秘密管理制度。").text


def test_a_mark_in_a_header_is_found() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "内 部 资 料"
    document.add_paragraph("要建立台账。")
    with pytest.raises(Marked):
        read_bytes(_saved(document), "通知.docx")


def test_end_brackets_are_exact() -> None:
    text = (
        "1.抓好排查。对全县村级组织逐一摸底，形成清单。（牵头单位：县委组织部；责任单位：县财政局、各镇乡党委；完成时限：6月底前）\n"
        "2.落实经费（责任单位：县财政局；完成时限：长期坚持）"
    )
    tasks = read_text(text, issued_on=date(2026, 1, 5)).tasks
    assert [task.text for task in tasks] == ["对全县村级组织逐一摸底，形成清单。", "2.落实经费"]
    assert tasks[0].lead == ("县委组织部",)
    assert tasks[0].actor is not None
    assert tasks[0].actor.text == "县财政局、各镇乡党委"
    assert [task.deadline.on if task.deadline else None for task in tasks] == [date(2026, 6, 30), None]
    assert {task.confidence for task in tasks} == {1.0}


def test_a_pasted_table_repeats_what_merging_lost() -> None:
    text = (
        "任务分解表\n序号\t重点任务\t具体措施\t牵头单位\t配合单位\t完成时限\n"
        "1\t强基础\t开展排查\t县委组织部\t县财政局、县民政局\t2026年3月31日\n2\t\t健全档案\t\t\t每季度末\n"
    )
    first, second = read_text(text, issued_on=date(2026, 1, 5)).tasks
    assert (first.source, first.action, first.assist) == ("table", "开展排查", ("县财政局", "县民政局"))
    assert (second.action, second.lead) == ("健全档案", ("县委组织部",))
    assert second.cadence is not None
    assert second.deadline is not None
    assert second.deadline.on == date(2026, 3, 31)


def test_a_word_table_with_merged_cells() -> None:
    document = Document()
    document.add_paragraph("第一项", style="List Number")
    table = document.add_table(rows=5, cols=4)
    rows = [["任务分解表", "", "", ""], ["重点任务", "具体措施", "责任单位", "完成时限"]]
    rows += [["强基础", "摸底", "县委组织部", "3月底前"], ["", "建档", "", "6月底前"], ["", "评估", "", "X月底前"]]
    for row, words in enumerate(rows):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    table.cell(0, 0).merge(table.cell(0, 3))
    for column in (0, 2):
        table.cell(2, column).merge(table.cell(4, column))
    reading = read_bytes(_saved(document), "分解表.docx", issued_on=date(2026, 1, 5))
    assert reading.text.startswith("1.第一项\n")
    assert [task.action for task in reading.tasks] == ["摸底", "建档", "评估"]
    assert {task.actor.text for task in reading.tasks if task.actor} == {"县委组织部"}
    assert [task.deadline.on for task in reading.tasks if task.deadline] == [date(2026, 3, 31), date(2026, 6, 30), None]
    assert all(reading.text[task.start : task.end] == task.text for task in reading.tasks)


def test_a_workbook_with_the_header_below() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["整改清单"], [], ["序号", "存在问题", "整改措施", "责任单位", "整改时限"]):
        sheet.append(row)
    sheet.append([1, "学习不严", "补学", "县委组织部", date(2026, 12, 15)])
    sheet.append([2, None, "建档", "县财政局", "年底前"])
    sheet.merge_cells("A1:E1")
    sheet.merge_cells("B4:B5")
    reading = read_bytes(_saved(book), "清单.xlsx", issued_on=date(2026, 1, 5))
    assert [task.action for task in reading.tasks] == ["补学", "建档"]
    assert [task.deadline.on for task in reading.tasks if task.deadline] == [date(2026, 12, 15), date(2026, 12, 31)]
    assert all(reading.text[task.start : task.end] == task.text for task in reading.tasks)


def test_json_is_as_documented() -> None:
    whole = json.loads(json.dumps(read_text(SPEECH).to_json()))
    assert set(whole) == {"title", "issuer", "issued_on", "sections", "tasks", "flags"}
    assert set(whole["sections"][0]) == {"number", "title", "level", "start", "end"}
    assert set(whole["tasks"][0]) == {
        *("start", "end", "section", "text", "action", "actor", "deadline", "cadence", "quantity"),
        *("lead", "assist", "fields", "source", "confidence", "why"),
    }
    assert set(whole["flags"][0]) == {"start", "end", "rule"}
    assert whole["tasks"][0]["deadline"] == {"text": "12月15日前", "on": "2026-12-15"}


@pytest.mark.parametrize("text", ["", "  \n\t", "\ufeff"])
def test_nothing_to_read(text: str) -> None:
    with pytest.raises(Unreadable, match="没有读到文字"):
        read_text(text)


def test_an_endless_text_is_refused() -> None:
    with pytest.raises(Unreadable, match="40 万字"):
        read_text("要" * 400_001)


def test_no_tasks_is_an_answer() -> None:
    assert read_text("春风吹绿了山岗。").tasks == ()


def test_a_text_twice_as_long_takes_about_twice_as_long() -> None:
    """The seconds themselves are measured by ``bench directive``; here that they grow with the text and not faster."""
    text = "\n".join(sample.text for sample in labels.load(labels.OWN))[:20_000]
    read_text(SPEECH)
    half, whole = (min(_seconds(part) for _ in range(3)) for part in (text[:10_000], text))
    assert whole <= 4 * half


def _seconds(text: str) -> float:
    begun = time.process_time()
    read_text(text)
    return time.process_time() - begun


def test_one_endless_line_takes_no_endless_time() -> None:
    begun = time.process_time()
    read_text("各县委组织部、党支部（" * 3000 + "要、" * 3000)
    assert time.process_time() - begun <= 3.0


def test_the_reader_starts_without_django() -> None:
    code = "import sys, dangjian.programme.directives.reading; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def _saved(document: object) -> bytes:
    buffer = BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()
