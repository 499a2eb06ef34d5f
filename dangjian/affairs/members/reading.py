"""How what people write becomes a fact; each reader takes a value and a day, and raises ``Unreadable`` in words."""

from collections.abc import Callable
from datetime import date
from typing import Final

from django.db.models import TextChoices

from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.codes import Codes
from dangjian.affairs.people.rules import Unreadable, read_id_number, read_landline, read_phone

Value = str | date | bool | int | Organization | None
Reader = Callable[[object, date], Value]
_FLAGS: Final = {"是": True, "true": True, "否": False, "false": False}
_LONGEST_MONTHS: Final = 1200


def text(longest: int) -> Reader:
    """Read a line of at most so many characters."""

    def read(value: object, on: date) -> str:  # noqa: ARG001  # a reader's signature
        plain = " ".join(str(value or "").replace("\0", "").split())
        if len(plain) > longest:
            raise Unreadable(f"最多 {longest} 个字，这里有 {len(plain)} 个。")
        return plain

    return read


def name(value: object, on: date) -> str:
    """Read a person's name."""
    plain = str(text(60)(value, on)).replace("•", "·")
    if not plain:
        raise Unreadable("姓名不能空着。")
    return plain


def coded(codes: Codes) -> Reader:
    """Read a code, or the words that name it."""

    def read(value: object, on: date) -> str:  # noqa: ARG001  # a reader's signature
        found = codes.code_of(str(value)) if value else ""
        if found is None:
            raise Unreadable(f"认不出这个{codes.caption}，请从列表里选。")
        return found

    return read


def chosen(choices: type[TextChoices], *, needed: bool = False) -> Reader:
    """Read one of a few words, or the value that stands for it."""
    named = {str(choice.label): str(choice.value) for choice in choices} | {str(v): str(v) for v in choices.values}

    def read(value: object, on: date) -> str:  # noqa: ARG001  # a reader's signature
        plain = str(value or "").strip()
        if plain not in named and (needed or plain):
            raise Unreadable("没有这一项，请从列表里选。")
        return named.get(plain, "")

    return read


def day(value: object, on: date) -> date | None:  # noqa: ARG001  # a reader's signature
    """Read a day."""
    if not value:
        return None
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise Unreadable("认不出这个日期，请写成 2026年12月20日。") from None


def flag(value: object, on: date) -> bool | None:  # noqa: ARG001  # a reader's signature
    """Read 是 or 否; anything else is unknown."""
    return _FLAGS.get(str(value or "").lower()) if not isinstance(value, bool) else value


def months(value: object, on: date) -> int:  # noqa: ARG001  # a reader's signature
    """Read a number of months, which may be negative."""
    try:
        number = int(str(value or 0))
    except ValueError:
        raise Unreadable("请填整数，单位是月，可以是负数。") from None
    if abs(number) > _LONGEST_MONTHS:
        raise Unreadable("不会有这么多个月，请核对。")
    return number


def id_number(value: object, on: date) -> str:
    """Read an ID number by its check digit and its day of birth."""
    return read_id_number(str(value), on=on).text if value else ""


def phone(value: object, on: date) -> str:  # noqa: ARG001  # a reader's signature
    """Read a mobile number."""
    return read_phone(str(value)) if value else ""


def landline(value: object, on: date) -> str:  # noqa: ARG001  # a reader's signature
    """Read a fixed line."""
    return read_landline(str(value)) if value else ""


def body(value: object, on: date) -> Organization:  # noqa: ARG001  # a reader's signature
    """Take a body; only the caller can have checked its scope."""
    if not isinstance(value, Organization):
        raise Unreadable("请选一个党支部。")
    return value
