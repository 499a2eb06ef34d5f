"""The cells of one person's row as facts: what people write, the habitual words, what is left out on purpose."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from operator import mul
from typing import Final

from dangjian.affairs.imports.columns.days import read_day
from dangjian.affairs.members import reading
from dangjian.affairs.members.models import Category, Standing
from dangjian.affairs.mobility.models import Reason
from dangjian.affairs.people.codes import EDUCATION, ETHNICITY
from dangjian.affairs.people.models import Sex
from dangjian.affairs.people.rules import IdNumber, Unreadable, read_id_number

Value = str | date | bool | int | None
Read = Callable[[str], tuple[Value, str]]  # The value and a doubt in words.
_SCIENTIFIC: Final = re.compile(r"\d(?:\.\d+)?[Ee][+]?\d+")
_LOST: Final = "成了科学计数法，后几位已经丢失，没有办法还原。请把这一列设为文本，重新填写。"
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_EARLIEST: Final = date(1900, 1, 1)
_PHONE: Final = 11  # Digits of a mobile number.
_ZEROS: Final = 48 * sum(_WEIGHTS)
_CHECKS: Final = b"10X98765432"
EMPTY: Final = frozenset({"", "-", "—", "--", "/", "无", "空", "暂无", "NULL", "null", "#N/A", "0"})
# From the street or village on an address names a door: that part is not kept (domain 12.1).
_DOOR: Final = re.compile(
    r"第?[0-9一二三四五六七八九十百-]+\s*(?:号|村民小组|小组|组|栋|幢|单元|室|楼|弄|排|户|#)(?!村|社区|街|路|镇|乡).*"
)
_CATEGORIES: Final = {
    "正式党员": Category.FULL,
    "正式": Category.FULL,
    "中共党员": Category.FULL,
    "党员": Category.FULL,
    "预备党员": Category.PROBATIONARY,
    "预备": Category.PROBATIONARY,
    "中共预备党员": Category.PROBATIONARY,
    "发展对象": Category.OBJECT,
    "入党积极分子": Category.ACTIVIST,
    "积极分子": Category.ACTIVIST,
    "入党申请人": Category.APPLICANT,
    "申请人": Category.APPLICANT,
}
_STANDINGS: Final = {"正常": Standing.NORMAL, "停止党籍": Standing.SUSPENDED, "停止": Standing.SUSPENDED}
_SEXES: Final = {"男": Sex.MALE, "女": Sex.FEMALE, "男性": Sex.MALE, "女性": Sex.FEMALE, "1": Sex.MALE, "2": Sex.FEMALE}
_FLAGS: Final = {"是": True, "有": True, "√": True, "1": True, "Y": True, "否": False, "不是": False, "N": False}
INWARD: Final = "流入"
_REASONS: Final = (
    ("出国|出境|境外|国外", Reason.ABROAD),
    ("工|商|创业|就业|经营", Reason.WORK),
    ("学|读书|升", Reason.STUDY),
    ("亲|随|养老|照顾|带孩|家属|子女|居住", Reason.FAMILY),
)
_LONGEST: Final = {
    "degree": 20,
    "occupation": 60,
    "technical_title": 40,
    "social_stratum": 40,
    "joining_kind": 30,
    "joined_at": 120,
}


def quick_id_number(text: str, on: date) -> IdNumber | None:
    """Return what a faultless number says, many times faster than ``read_id_number``; None: ask that one."""
    digits = text.encode("ascii", "replace")
    if len(digits) != 18 or not digits[:17].isdigit():  # noqa: PLR2004  # GB 11643
        return None
    if _CHECKS[(sum(map(mul, _WEIGHTS, digits)) - _ZEROS) % 11] != digits[17]:
        return None
    try:
        born = date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return None
    if not _EARLIEST <= born <= on:
        return None
    return IdNumber(text, born, digits[16] % 2 == 1, _doubts(text[:2], text, on))


@lru_cache(maxsize=100)
def _known_doubts(province: str) -> list[tuple[str, ...]]:  # noqa: ARG001  # one box a province
    return []


def _doubts(province: str, text: str, on: date) -> tuple[str, ...]:
    """Return what ``read_id_number`` doubts about a province, asked once for each."""
    box = _known_doubts(province)
    if not box:
        box.append(read_id_number(text, on=on).doubts)
    return box[0]


def id_number(text: str, on: date) -> IdNumber:
    """Read an ID number; raises ``Unreadable`` in words."""
    if quick := quick_id_number(text, on):
        return quick
    if _SCIENTIFIC.fullmatch(text):
        raise Unreadable(f"公民身份证号{_LOST}")
    return read_id_number(text, on=on)


def readers(on: date, *, from_1904: bool) -> dict[str, Read]:
    """Return how each field is read."""

    def day(text: str) -> tuple[Value, str]:
        found = read_day(text, from_1904=from_1904)
        return found.on, found.doubt

    def phone(text: str) -> tuple[Value, str]:
        if len(text) == _PHONE and text.isascii() and text.isdigit() and text[0] == "1" and text[1] > "2":
            return text, ""  # As most are written: nothing to clean.
        if _SCIENTIFIC.fullmatch(text):
            raise Unreadable(f"号码{_LOST}")
        return reading.phone(text, on), ""

    def landline(text: str) -> tuple[Value, str]:
        return reading.landline(text, on), ""

    days = (
        "born_on", "joined_on", "confirmed_on", "lost_since", "extended_until", "applied_on", "activist_on",
        "away_since",
    )  # fmt: skip
    return {
        **dict.fromkeys(days, day),
        **{name: _line(longest) for name, longest in _LONGEST.items()},
        "name": lambda text: (text if text.isalpha() else str(reading.name(text.replace(" ", ""), on)), ""),
        "sex": lambda text: (_word(_SEXES, text, "性别应为男或女。"), ""),
        "category": lambda text: (_word(_CATEGORIES, text, "认不出这个人员类别。"), ""),
        "standing": lambda text: (_word(_STANDINGS, text, "党籍状态应为正常或停止党籍。"), ""),
        "is_lost": _flag,
        "is_migrant_worker": _flag,
        "is_mobile": _mobile,
        "away_reason": lambda text: (_reason(text), ""),
        "away_to": _street,
        "away_host": _line(120),
        "away_from": _line(120),
        "ethnicity": lambda text: (_code(ETHNICITY.code_of(text), "民族"), ""),
        "education": lambda text: (_code(EDUCATION.code_of(text), "学历"), ""),
        "phone": phone,
        "landline": landline,
        "residence": _street,
        "registered_residence": _street,
        "seniority_correction": lambda text: (reading.months(text, on), ""),
    }


def _word(words: Mapping[str, Value], text: str, refusal: str) -> Value:
    if text not in words:
        raise Unreadable(refusal)
    return words[text]


def _flag(text: str) -> tuple[Value, str]:
    return _word(_FLAGS, text, "应填是或否。"), ""


def _mobile(text: str) -> tuple[Value, str]:
    """Read whether someone is away: 是, 否, or the kind that is; 流入 says that the relation is elsewhere."""
    if "流入" in text:
        return INWARD, ""
    return (True, "") if re.search("流动|流出|外出|跨省|省外", text) else _flag(text)


def _reason(text: str) -> Value:
    return next((reason for words, reason in _REASONS if re.search(words, text)), Reason.OTHER)


def _code(code: str | None, caption: str) -> str:
    if code is None:
        raise Unreadable(f"认不出这个{caption}。")
    return code


def _line(longest: int) -> Read:
    def read(text: str) -> tuple[Value, str]:
        if len(text) > longest:
            raise Unreadable(f"最多 {longest} 个字，这里有 {len(text)} 个。")
        return text, ""

    return read


def _street(text: str) -> tuple[Value, str]:
    """Keep an address down to the street or village; the doubt ``door`` is counted, not shown line by line."""
    kept = _DOOR.sub("", text).rstrip(" ，,、")
    return kept[:120], "door" if kept != text else ""
