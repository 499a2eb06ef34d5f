"""PINs, and how long things last."""

from datetime import date, timedelta

import pytest

from dangjian.affairs.accounts import rules

ON = date(2026, 11, 21)


@pytest.mark.parametrize("pin", ["111111", "123456", "987654", "12345", "1234567", "12a456", "１２３４５９", ""])
def test_a_pin_that_may_not_be_used(pin: str) -> None:
    assert rules.pin_complaint(pin, ON)


def test_a_pin_that_may_be_used() -> None:
    assert rules.pin_complaint("804913", ON) == ""


def test_the_terms_come_from_the_rulebook() -> None:
    assert rules.card_life(ON) == timedelta(hours=72)
    assert rules.phone_life(ON) == timedelta(days=90)
    assert rules.idle_limit(ON) == timedelta(minutes=60)
    assert rules.session_limit(ON) == timedelta(hours=12)


def test_a_phone_is_called_what_it_says_it_is() -> None:
    assert rules.phone_label("Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0") == "安卓手机（微信）"
    assert rules.phone_label("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0)") == "苹果手机"
    assert rules.phone_label("Mozilla/5.0 (X11; Linux x86_64)") == "电脑"
    assert rules.phone_label("") == "手机"
