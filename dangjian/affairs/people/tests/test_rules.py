"""GB 11643, phones and masks; the tables of codes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian.affairs.people import rules
from dangjian.affairs.people.codes import EDUCATION, ETHNICITY

TODAY = date(2026, 11, 21)
VECTOR = "11010519491231002X"


def test_the_vector_of_the_standard() -> None:
    read = rules.read_id_number(VECTOR, on=TODAY)
    assert (read.text, read.born_on, read.is_male, read.doubts) == (VECTOR, date(1949, 12, 31), False, ())


@pytest.mark.parametrize(
    "text",
    [
        "11010519491231002x",
        " 110105 19491231 002X ",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105-19491231-002X",
        "110105491231002",
    ],
)
def test_every_habit_of_writing_it_is_the_same_number(text: str) -> None:
    assert rules.read_id_number(text, on=TODAY).text == VECTOR


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("11010519491231002", "认出 17 位"),
        ("1101051949123100AX", "不该有的字符"),
        ("110105194913310029", "不是一个日期"),
        ("11010518001231002X", "不是一个日期"),
        ("110105194912310021", "最后一位"),
        ("990127203001010017", "在今天之后"),
    ],
)
def test_a_wrong_number_is_refused_in_words_that_do_not_repeat_it(text: str, words: str) -> None:
    with pytest.raises(rules.Unreadable, match=words) as refused:
        rules.read_id_number(text, on=TODAY)
    assert text not in str(refused.value)


def test_an_area_that_is_none_is_doubted() -> None:
    stem = "99012719800101001"
    read = rules.read_id_number(stem + rules.check_digit(stem), on=TODAY)
    assert read.is_male
    assert "省级代码" in read.doubts[0]


@given(st.integers(0, 16), st.integers(1, 9))
def test_any_single_wrong_digit_is_caught(place: int, shift: int) -> None:
    digit = str((int(VECTOR[place]) + shift) % 10)
    with pytest.raises(rules.Unreadable):
        rules.read_id_number(VECTOR[:place] + digit + VECTOR[place + 1 :], on=TODAY)


@pytest.mark.parametrize(
    "text", ["15412345678", "+86 154-1234-5678", "86154 1234 5678", "0086 15412345678", "１５４１２３４５６７８"]
)
def test_a_phone_is_its_digits(text: str) -> None:
    assert rules.read_phone(text) == "15412345678"


@pytest.mark.parametrize("text", ["1541234567", "05412345678", "12412345678", "号码"])
def test_a_wrong_phone_is_refused(text: str) -> None:
    with pytest.raises(rules.Unreadable):
        rules.read_phone(text)


def test_fixed_lines() -> None:
    assert rules.read_landline("（0911）2345678") == "0911-2345678"
    with pytest.raises(rules.Unreadable):
        rules.read_landline("123")


def test_masks() -> None:
    assert rules.masked_id_number(VECTOR) == "110105********002X"
    assert rules.masked_phone("15412345678") == "154****5678"
    assert rules.masked_landline("0911-2345678") == "**********78"
    assert rules.masked_id_number("不全") == "**"


def test_codes_and_habits() -> None:
    assert len(ETHNICITY.words) == 58
    assert [ETHNICITY.code_of(text) for text in ("汉", "汉族", "1", "01", "土家族", "火星族")] == [
        "01",
        "01",
        "01",
        "01",
        "15",
        None,
    ]
    assert [EDUCATION.code_of(text) for text in ("大专", "本科", "高 中", "31", "技校")] == [
        "30",
        "20",
        "60",
        "31",
        "47",
    ]
    assert EDUCATION.words_of("31") == "大学专科毕业"
    assert EDUCATION.code_of("读过书") is None
