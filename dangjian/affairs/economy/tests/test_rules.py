from datetime import date
from decimal import Decimal

import pytest

from dangjian.affairs.economy.rules import band_of, bands, hollow_line, weak_line
from dangjian.rulebook import OutOfBoundsError

ON = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("income", "words"),
    [
        ("-1.5", "没有收入"), ("0", "没有收入"), ("0.01", "5 万元以下"), ("4.99", "5 万元以下"), ("5", "5—10 万元"),
        ("9.99", "5—10 万元"), ("10", "10—50 万元"), ("50", "50—100 万元"),
        ("100", "100 万元以上"), ("880", "100 万元以上"),
    ],
)  # fmt: skip
def test_an_income_lies_in_one_band(income: str, words: str) -> None:
    found = [band for band in bands(ON) if band.holds(Decimal(income))]
    assert [band.words for band in found] == [words]


def test_what_is_not_known_lies_in_none() -> None:
    assert band_of(None, bands(ON)) is None


def test_a_province_sets_its_own_bands() -> None:
    found = bands(ON, {"economy.bands": (60, 20)})
    assert [band.words for band in found] == ["没有收入", "20 万元以下", "20—60 万元", "60 万元以上"]
    assert [band.key for band in found] == ["0", "1", "2", "3"]
    with pytest.raises(OutOfBoundsError):
        bands(ON, {"economy.bands": (0, 5)})


def test_lines_are_marked_as_not_proven() -> None:
    assert weak_line(ON).number == 10
    assert weak_line(ON, {"economy.weak_line": 20}).number == 20
    assert "待核实" in weak_line(ON).citation
    assert hollow_line(ON).number == 5
