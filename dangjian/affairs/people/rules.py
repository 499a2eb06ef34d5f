"""What an ID number and a phone number must look like, and how they are shown: GB 11643, no Django, no clock."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Final

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"
_LONG: Final = 18
_SHORT: Final = 15
_OLDEST: Final = 1880
# GB/T 2260: the provinces, and 91 for abroad. A number from elsewhere is doubted, not refused.
_PROVINCES: Final = frozenset(
    str(ten + one)
    for ten, ones in {10: 5, 20: 3, 30: 7, 40: 6, 50: 4, 60: 5, 70: 1, 80: 3}.items()
    for one in range(1, ones + 1)
) | {"91"}
_PHONE: Final = re.compile(r"1[3-9]\d{9}")
_LANDLINE: Final = re.compile(r"(?:0\d{2,3}-?)?\d{7,8}(?:-\d{1,6})?")


class Unreadable(ValueError):
    """Words for the person on what is wrong with a value; they never repeat the value."""


@dataclass(frozen=True, slots=True)
class IdNumber:
    """An ID number of 18 characters and what it says; ``doubts`` are warnings, in words."""

    text: str
    born_on: date
    is_male: bool
    doubts: tuple[str, ...] = ()


def normal_id_number(text: str) -> str:
    """Return the number as it is kept and indexed: half width, no blanks, upper X, 15 digits made 18."""
    plain = re.sub(r"[\s\-\u200b\ufeff·.]", "", unicodedata.normalize("NFKC", text)).upper()
    if len(plain) == _SHORT and plain.isascii() and plain.isdigit():
        plain = f"{plain[:6]}19{plain[6:]}"
        plain += check_digit(plain)
    return plain


def check_digit(first: str) -> str:
    """Return the last character that the first 17 digits demand."""
    return _CHECKS[sum(int(digit) * weight for digit, weight in zip(first, _WEIGHTS, strict=True)) % 11]


def read_id_number(text: str, *, on: date) -> IdNumber:
    """Read a number written on day ``on`` or before; raises ``Unreadable`` in words."""
    number = normal_id_number(text)
    if len(number) != _LONG or not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        raise Unreadable(f"公民身份证号应为 18 位（旧号 15 位），这里认出 {len(number)} 位，或有不该有的字符。")
    born = _born(number[6:14])
    if born is None:
        raise Unreadable("公民身份证号第 7 至 14 位不是一个日期，请核对。")
    if born > on:
        raise Unreadable("公民身份证号里的出生日期在今天之后，请核对。")
    if check_digit(number[:17]) != number[17]:
        raise Unreadable("公民身份证号最后一位与前 17 位对不上，请逐位核对。")
    doubts = () if number[:2] in _PROVINCES else ("公民身份证号前两位不是现行的省级代码，请核对。",)
    return IdNumber(number, born, int(number[16]) % 2 == 1, doubts)


def _born(digits: str) -> date | None:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return born if born.year >= _OLDEST else None


def normal_phone(text: str) -> str:
    """Return the digits of a phone number as they are kept and indexed, without +86."""
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"^(?:00)?86(?=1[3-9]\d{9}$)", "", digits)


def read_phone(text: str) -> str:
    """Return a mobile number of 11 digits; raises ``Unreadable`` in words."""
    digits = normal_phone(text)
    if not _PHONE.fullmatch(digits):
        raise Unreadable(f"手机号应为 1 开头的 11 位数字，这里认出 {len(digits)} 位，请核对。")
    return digits


def read_landline(text: str) -> str:
    """Return a fixed line as written, hyphens kept; raises ``Unreadable`` in words."""
    plain = re.sub(r"[\s()]+", "", unicodedata.normalize("NFKC", text).replace("—", "-").replace(")", "-"))
    if not _LANDLINE.fullmatch(plain):
        raise Unreadable("固定电话应为区号和 7 至 8 位号码，如 0911-2345678，请核对。")
    return plain


def holds_number(text: str) -> bool:
    """Say whether a line of words holds something as long as a phone or ID number, which belongs in its own field."""
    return bool(re.search(r"(?:\d[\s\-]?){11,}", unicodedata.normalize("NFKC", text)))


def masked_id_number(number: str) -> str:
    """Return the first six and last four characters; the day of birth is what is hidden (domain §12.1)."""
    return f"{number[:6]}{'*' * 8}{number[-4:]}" if len(number) == _LONG else "*" * len(number)


def masked_phone(number: str) -> str:
    """Return the first three and last four digits."""
    return f"{number[:3]}****{number[-4:]}" if _PHONE.fullmatch(number) else masked_landline(number)


def masked_landline(number: str) -> str:
    """Return the last two digits only."""
    return "*" * max(len(number) - 2, 0) + number[-2:]
