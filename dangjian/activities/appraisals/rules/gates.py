"""When a 民主生活会 may be opened: enough have come, and every gate of the county is passed (practice 18)."""

from collections.abc import Collection
from datetime import date
from fractions import Fraction

from dangjian.rulebook import RuleBreach, rule


def check_present(*, entitled: int, present: int, on: date) -> None:
    """Refuse to open with fewer than the share of those entitled; raises ``RuleBreach`` with the article."""
    text = rule("leaders_life.present", on=on)
    least = -(-entitled * Fraction(str(text.value)) // 1)
    if not 0 < present <= entitled:
        raise RuleBreach("实到人数要大于零、不超过应到人数，没有保存，请核对。")
    if present < least:
        raise RuleBreach(
            f"应到 {entitled} 人，至少到 {least} 人才能开，只到了 {present} 人，没有保存。请改期或等人到齐。",
            citation=text.citation,
        )


def check_gates(asked: Collection[str], passed: Collection[str]) -> None:
    """Refuse to open while a gate of the county is not passed."""
    left = [words for words in asked if words not in passed]
    if left:
        raise RuleBreach(f"还有 {len(left)} 道关没有过：{'；'.join(left)}。按本县规定先不开会，没有保存。")
