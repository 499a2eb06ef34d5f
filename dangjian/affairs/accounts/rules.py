"""What holds for sign-in cards, remembered phones and sessions: pure, no Django, no clock."""

import re
from datetime import date, timedelta
from typing import Final

from dangjian.rulebook import rule

PIN_TRIES: Final = 5
LOGIN_LONGEST: Final = 40
_LOGIN: Final = re.compile(r"[a-z][a-z0-9._-]{2,39}")
_STAIRS: Final = "01234567890", "09876543210"


def card_life(on: date) -> timedelta:
    """Return how long a card may be used after it is issued."""
    return timedelta(hours=rule("signin.card_hours", on=on).number)


def slip_life(on: date) -> timedelta:
    """Return how long an activation slip may be used after it is printed."""
    return timedelta(days=rule("signin.slip_days", on=on).number)


def sheet_life(on: date) -> timedelta:
    """Return how long a printed sheet can be shown once more, where the printer jammed."""
    return timedelta(minutes=rule("signin.sheet_minutes", on=on).number)


def login_base(sort_key: str) -> str:
    """Return the login name proposed for a person, from the pinyin their name is sorted by: wangjianjun."""
    plain = re.sub(r"[^a-z0-9]", "", sort_key.lower())[: LOGIN_LONGEST - 8]
    return plain if _LOGIN.fullmatch(plain) else f"dangyuan{plain}"


def login_complaint(login: str) -> str:
    """Return what is wrong with a login name that someone chooses; empty where it may be used."""
    if _LOGIN.fullmatch(login):
        return ""
    return "登录名用小写字母开头，只用小写字母、数字、点、横线，3 至 40 个。"


def masked_name(name: str) -> str:
    """Return a name of which the person knows theirs and others learn little: 王建军 → 王*军, 王芳 → 王*."""
    if len(name) <= 2:  # noqa: PLR2004  # surname and one more
        return f"{name[:1]}*"
    return f"{name[:1]}{'*' * (len(name) - 2)}{name[-1:]}"


def phone_life(on: date) -> timedelta:
    """Return how long a phone is remembered."""
    return timedelta(days=rule("signin.remembered_days", on=on).number)


def idle_limit(on: date) -> timedelta:
    """Return how long a session may rest before it asks again."""
    return timedelta(minutes=rule("signin.idle_minutes", on=on).number)


def session_limit(on: date) -> timedelta:
    """Return how long a session lasts at most, however busy."""
    return timedelta(hours=rule("signin.session_hours", on=on).number)


def pin_complaint(pin: str, on: date) -> str:
    """Return what is wrong with a PIN that someone chooses; empty where it may be used."""
    digits = rule("signin.pin_digits", on=on).number
    if len(pin) != digits or not (pin.isascii() and pin.isdigit()):
        return f"请填 {digits} 位数字。"
    if len(set(pin)) == 1 or any(pin in stairs for stairs in _STAIRS):
        return "这样的数字容易被猜到（如 111111、123456），请换一个。"
    return ""


def phone_label(agent: str) -> str:
    """Return what a phone is called on the list of phones, from what its browser says it is."""
    for mark, words in (
        ("iPhone", "苹果手机"),
        ("iPad", "苹果平板"),
        ("HarmonyOS", "鸿蒙手机"),
        ("Android", "安卓手机"),
    ):
        if mark in agent:
            return f"{words}（微信）" if "MicroMessenger" in agent else words
    return "电脑" if agent else "手机"
