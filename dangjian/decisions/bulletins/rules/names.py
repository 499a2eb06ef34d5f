"""How papers are named, numbered and addressed (P9, GB/T 9704-2012)."""

from collections.abc import Collection
from datetime import date
from typing import Final

_ADDRESSEES: Final = (
    ("township", "各镇乡党委"),
    ("department", "县直各党（工）委"),
    ("base", "各党支部"),
)


def title(kind: str, subject: str) -> str:
    """Return 关于…情况的通报 for a notice; a briefing's article is named by its subject."""
    return f"关于《{subject}》进展情况的通报" if kind == "notice" else f"《{subject}》进展情况"


def addressees(levels: Collection[str], issuer_level: str) -> str:
    """Return the 主送 in collective form, by the levels below that received."""
    if issuer_level != "county":
        return "所属各党组织"
    named = [name for level, name in _ADDRESSEES if level in levels]
    return "，".join(named[:2] if len(named) > 1 else named) or "各党组织"


def number(issuer_name: str, office: str, year: int) -> str:
    """Return the number with its place left open: 清组通〔2026〕  号. ``issuer_name`` is the full name of the body."""
    place = issuer_name.removeprefix("中共")[:1]
    sign = office.removeprefix("县委").removeprefix("县")[:1] if office else "委"
    return f"{place}{sign}通〔{year}〕　号"


def signature(issuer_name: str, office: str) -> str:
    """Return the full name that signs: 中共清源县委组织部 for an office of the county, else the body's name."""
    county = issuer_name.removesuffix("委员会") + "委"
    return county + office.removeprefix("县委") if office.startswith("县委") else office or issuer_name


def day(value: date) -> str:
    """Spell a day as documents do, nothing zero-padded: 2026年1月3日."""
    return f"{value.year}年{value.month}月{value.day}日"
