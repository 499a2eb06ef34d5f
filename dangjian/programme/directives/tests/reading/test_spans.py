"""Who, by when, how often, how many."""

from datetime import date

import pytest

from dangjian.programme.directives.reading import actions, actors, cadences, deadlines, quantities
from dangjian.programme.directives.reading.columns import bodies, column
from dangjian.programme.directives.reading.kinds import fields_of

ISSUED = date(2026, 11, 18)  # A Wednesday.


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("各镇乡党委要在12月15日前完成逐村分析。", "各镇乡党委"),
        ("县委组织部、县财政局每季度会商一次。", "县委组织部、县财政局"),
        ("另外，根据要求，全省市、县都要成立党工委。", "全省市、县"),
        ("工作部署以后，市县组织部门要深入下去了解情况。", "市县组织部门"),
        ("要由县级领导包案化解，限期办结。", "县级领导"),
        ("由县委组织部牵头，月底前制定方案。", "县委组织部"),
        ("各党（工）委要确定专人负责。", "各党（工）委"),
        ("要把党支部建在网格上。", ""),
        ("我们要建立台账。", ""),
        ("通过选派第一书记、加强业务培训治“软”；", ""),
    ],
)
def test_actors(sentence: str, who: str) -> None:
    assert actors.find(sentence) == who


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("各镇乡党委", "township"),
        ("县财政局", "department"),
        ("县直机关工委", "working_committee"),
        ("村党支部", "village"),
        ("领导小组办公室", "leading_group"),
        ("党支部书记", "post"),
        ("各级党组织", "committee"),
        ("大家", "other"),
    ],
)
def test_kinds_of_actors(who: str, kind: str) -> None:
    assert actors.kind(who) == kind


@pytest.mark.parametrize(
    ("sentence", "words", "on"),
    [
        ("要在12月15日前完成。", "12月15日前", date(2026, 12, 15)),
        ("年底前全部整改。", "年底前", date(2026, 12, 31)),
        ("6月底前完成换届。", "6月底前", date(2027, 6, 30)),
        ("2027年2月底前报送。", "2027年2月底前", date(2027, 2, 28)),
        ("明年3月上旬前启动。", "明年3月上旬前", date(2027, 3, 10)),
        ("每季度末调度一次。", "每季度末", date(2026, 12, 31)),
        ("每月底前更新台账。", "每月底前", date(2026, 11, 30)),
        ("一季度前全面完成。", "一季度前", date(2027, 3, 31)),
        ("上半年组织一次检查。", "上半年", date(2027, 6, 30)),
        ("春节前走访慰问一遍。", "春节前", date(2027, 2, 5)),
        ("七一前评选一批先进。", "七一前", date(2027, 6, 30)),
        ("30日内报县委组织部。", "30日内", date(2026, 12, 18)),
        ("三个月内完成清理。", "三个月内", date(2027, 2, 18)),
        ("今年，我们要明确目标。", "今年", date(2026, 12, 31)),
        ("到2028年，建成20个。", "到2028年", date(2028, 12, 31)),
        ("本周内上报。", "本周内", date(2026, 11, 22)),
        ("5个工作日内答复。", "5个工作日内", None),
        ("X月底前完成。", "X月底前", None),
        ("X月X日前上报。", "X月X日前", None),
        ("XX年年底前建成。", "XX年年底前", None),
        ("2月30日前完成。", "2月30日前", None),
    ],
)
def test_deadlines(sentence: str, words: str, on: date | None) -> None:
    found = deadlines.find(sentence, ISSUED)
    assert found is not None
    assert (found.text, found.on) == (words, on)


@pytest.mark.parametrize(
    "sentence", ["从今年开始实施。", "今年以来成效明显。", "去年年底召开了会议。", "包村到底，不松劲。"]
)
def test_what_is_no_deadline(sentence: str) -> None:
    assert deadlines.find(sentence, ISSUED) is None


def test_no_day_without_a_day_of_issue() -> None:
    found = deadlines.find("年底前完成。", None)
    assert found is not None
    assert found.on is None


@pytest.mark.parametrize(
    ("cell", "on"),
    [
        ("2026-12-15", date(2026, 12, 15)),
        ("2026年12月15日", date(2026, 12, 15)),
        ("6月底", date(2027, 6, 30)),
        ("长期坚持", None),
        ("2026年13月1日", None),
    ],
)
def test_deadline_cells(cell: str, on: date | None) -> None:
    found = deadlines.parse(cell, ISSUED)
    assert found is not None
    assert (found.text, found.on) == (cell, on)
    assert deadlines.parse("  ", ISSUED) is None


@pytest.mark.parametrize(
    ("sentence", "words", "unit", "times"),
    [
        ("每季度召开一次联席会议。", "每季度", "quarter", 1),
        ("每年开展两次走访。", "每年", "year", 2),
        ("每半年专题研究。", "每半年", "half_year", None),
        ("实行“一月一通报”。", "一月一通报", "month", 1),
        ("每两个月开展一次督查。", "每两个月", "two_months", 1),
        ("实行定期评选。", "定期", "regular", None),
        ("每周例会。", "每周", "week", None),
    ],
)
def test_cadences(sentence: str, words: str, unit: str, times: int | None) -> None:
    found = cadences.find(sentence)
    assert found is not None
    assert (found.text, found.unit, found.times) == (words, unit, times)


def test_no_cadence() -> None:
    assert cadences.find("要建立台账。") is None


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("建设65个村级示范点。", "65个村级示范点"),
        ("每个镇乡至少要有一个示范村。", "至少要有一个示范村"),
        ("落实好七项制度。", "七项制度"),
        ("覆盖率达到90%以上。", "90%以上"),
        ("分三期推进平台建设。", "分三期"),
        ("年内全部轮训一遍。", "全部"),
    ],
)
def test_quantities(sentence: str, words: str) -> None:
    found = quantities.find(sentence)
    assert found is not None
    assert found.text == words


def test_parts_of_a_scheme_are_no_amount() -> None:
    assert quantities.find("按照1项工程、3个层级的思路推进。") is None


def test_action_is_cut_short() -> None:
    sentence = "二是各镇乡党委要在12月15日前完成村党组织书记队伍逐村分析，形成一村一策台账报县委组织部。"
    assert (
        actions.action(sentence, "各镇乡党委", "12月15日前")
        == "完成村党组织书记队伍逐村分析，形成一村一策台账报县委组织部"
    )
    assert actions.action("应用现代信息技术建平台。", "", "") == "应用现代信息技术建平台"


def test_who_leads_and_who_assists() -> None:
    sentence = "由县委组织部牵头，县财政局、县民政局配合，开展一次清理。"
    assert actions.leaders(sentence) == ("县委组织部",)
    assert actions.assistants(sentence) == ("县财政局", "县民政局")


def test_columns_and_bodies() -> None:
    assert column("责 任\n单位") == "actor"
    assert column("整改时限（2026年）") == "deadline"
    assert column("随便写写") is None
    assert bodies("县委组织部、县财政局（国资、金融）；各镇乡") == ("县委组织部", "县财政局（国资、金融）", "各镇乡")


def test_fields_come_from_the_words_or_the_heading() -> None:
    assert fields_of("对后进村逐村整顿", "社区党建") == ("农村",)
    assert fields_of("建立台账", "国企党建") == ("国企",)
    assert fields_of("建立台账", "") == ()


def test_words_that_name_no_body_neither_lead_nor_assist() -> None:
    assert actions.assistants("我们重点是抓好各方面工作的配合，把网络办实。") == ()
