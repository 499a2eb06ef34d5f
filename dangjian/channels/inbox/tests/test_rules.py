"""The text for the chat group: short, with its link, about no person."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian.channels.inbox.rules import group_text, without_personal_data

ON = date(2026, 11, 21)
URL = "https://dangjian.example.gov.cn/assignments/01996a3e-5a70-7cc0-b1a5-0d2f64a1b0c9/"


def test_it_says_what_by_when_and_where() -> None:
    text = group_text("报送软弱涣散排查结果", date(2026, 11, 30), "https://a.cn/1/", on=ON)
    assert text == "【工作提醒】报送软弱涣散排查结果，请于11月30日前办理：https://a.cn/1/"


@given(st.text(min_size=1, max_size=300), st.one_of(st.none(), st.dates()))
def test_it_never_exceeds_120_characters_and_keeps_the_link(title: str, due: date | None) -> None:
    text = group_text(title, due, URL, on=ON)
    assert len(text) <= 120
    assert text.endswith(URL)


def test_a_link_that_leaves_no_room_is_refused() -> None:
    with pytest.raises(ValueError, match="no room"):
        group_text("任务", None, "https://a.cn/" + "x" * 100, on=ON)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("联系王某13812345678。", "联系王某***。"),
        ("身份证99010119700101001X核对", "身份证***核对"),
        ("编号20261121138123456789不动", "编号20261121138123456789不动"),
    ],
)
def test_numbers_of_persons_do_not_reach_the_group(text: str, kept: str) -> None:
    assert without_personal_data(text) == kept
