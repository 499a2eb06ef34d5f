"""Sentences, dirt and outline: offsets stay true to the input."""

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian.programme.directives.reading import clean, read_text
from dangjian.programme.directives.reading.dirt import page_prefixes
from dangjian.programme.directives.reading.features import sections_of
from dangjian.programme.directives.reading.outline import ordinal
from dangjian.programme.directives.reading.sentences import split

PIECES = st.sampled_from(
    [
        *"。；！？，、：\n\t 　",
        "一、",
        "（二）",
        "(三)",
        "1.",
        "一是",
        "二要",
        "12、",
        "各镇乡党委要",
        "建立台账",
        "年底前",
        "每季度",
        "（责任单位：县委组织部；完成时限：6月底前）",
        "序号\t重点任务\t责任单位\n1\t开展排查\t县财政局\n",
        "高度重视",
        "- 3 -",
        "XX",
        "去年",
        "𠮷",
        "《办法》",
        "“双报到”",
        *string.ascii_letters[:4],
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=60).map("".join)

DIRTY = """\
1、各位同志:今天召开会议,安排部署基层党建重点工作,会上印发了工作方案和任务分解表,请大家认真
2、学习领会。一、工作要求(一)抓好组织建设。各镇乡党委要建立工作台账,每季度召开一次推进会,确保各项任
3、务落到实处。(二)抓好队伍建设。要举办培训班,对村党组织书记轮训一遍,培训结束后组织考试,考试不合
4、格的要补训。"""


def test_cuts_like_the_guide() -> None:
    text = "同志们：\n一、抓班子。要开会；要培训！好不好？\n  。  \n尾行没有句号"
    assert [s.text for s in split(text)] == [
        "同志们：",
        "一、抓班子。",
        "要开会；",
        "要培训！",
        "好不好？",
        "。",
        "尾行没有句号",
    ]
    assert all(text[s.start : s.end] == s.text for s in split(text))


@given(TEXTS)
def test_sentences_tile_the_text(text: str) -> None:
    sentences = split(text)
    assert all(text[s.start : s.end] == s.text == s.text.strip() != "" for s in sentences)
    rest = list(text)
    for sentence in sentences:
        rest[sentence.start : sentence.end] = " " * (sentence.end - sentence.start)
    assert not "".join(rest).strip()


@given(TEXTS)
@settings(deadline=None)
def test_offsets_of_a_reading_are_true(text: str) -> None:
    if not text.strip():
        return
    reading = read_text(text)
    assert reading.text == text
    for task in reading.tasks:
        assert text[task.start : task.end] == task.text
        assert 0 < task.confidence <= 1
        assert task.why
    for before, after in zip(reading.tasks, reading.tasks[1:], strict=False):
        assert before.end <= after.start
    for section in reading.sections:
        assert 0 <= section.start < section.end <= len(text)
        assert section.title in text[section.start : section.end]
    assert all(text[flag.start : flag.end] for flag in reading.flags)


@given(TEXTS)
def test_cleaning_keeps_a_true_map(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.offsets) == len(cleaned.text) + 1
    assert all(text[at] == sign for at, sign in zip(cleaned.offsets, cleaned.text, strict=False))
    assert list(cleaned.offsets) == sorted(set(cleaned.offsets))


def test_page_numbers_inside_words_are_taken_out() -> None:
    assert len(page_prefixes(DIRTY)) == 4
    cleaned = clean(DIRTY).text
    assert "请大家认真学习领会" in cleaned
    assert "各项任务落到实处" in cleaned
    assert not any(f"{number}、" in cleaned for number in range(1, 5))


def test_a_numbered_list_is_not_dirt() -> None:
    text = "1、抓好学习。\n2、抓好培训。\n3、抓好检查。\n4、抓好总结。"
    assert page_prefixes(text) == []
    assert clean(text).text == text


def test_notes_of_sharing_sites_are_not_shown() -> None:
    text = "《讲话.docx》由会员分享，可在线阅读。\n同志们：\n- 2 -\n要抓 好落实。"
    assert clean(text).text == "同志们：\n要抓好落实。"


def test_outline_of_a_clean_text() -> None:
    text = (
        "一、抓组织。\n（一）建支部。要建好。\n（二）强队伍。一是选人。要选好。二是育人。要育好。\n"
        "二、抓责任\n1.压担子。"
    )
    found = [(s.level, s.number, s.title) for s in sections_of(text)]
    assert found == [
        (1, "一", "抓组织"),
        (2, "（一）", "建支部"),
        (2, "（二）", "强队伍"),
        (5, "一是", "选人"),
        (5, "二是", "育人"),
        (1, "二", "抓责任"),
        (3, "1", "压担子"),
    ]
    first = sections_of(text)[0]
    assert text[first.start : first.end].rstrip().endswith("要育好。")


def test_outline_inside_a_running_line() -> None:
    titles = [s.title for s in sections_of(DIRTY)]
    assert titles[:3] == ["工作要求", "抓好组织建设", "抓好队伍建设"]


def test_a_run_of_clauses_is_no_heading() -> None:
    assert sections_of("一是选派干部；二是落实经费；三是加强考核。") == []


def test_ordinals() -> None:
    assert [ordinal(word) for word in ("一", "十", "十二", "二十", "二十三", "甲")] == [1, 10, 12, 20, 23, 0]
