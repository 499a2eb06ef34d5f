"""What the 2024 measures say: modes, grounds, months of correction, years without re-admission."""

from datetime import date
from typing import Final

from dangjian.procedures.cases.rules import add_months, counted
from dangjian.rulebook import NotInForceError, Rule, RuleBreach, rule

CORRECTION, ADVISED_OUT, REMOVAL = "correction", "advised_out", "removal"
INQUIRY: Final = "inquiry"


def modes(on: date) -> Rule:
    """Return the modes there are."""
    return rule("disposals.modes", on=on)


def grounds(mode: str, on: date) -> Rule:
    """Return on what grounds a mode may be proposed; raises ``KeyError`` for a mode there is none of."""
    texts = {
        CORRECTION: lambda: rule("disposals.grounds_correction", on=on),
        ADVISED_OUT: lambda: rule("disposals.grounds_advised_out", on=on),
        REMOVAL: lambda: rule("disposals.grounds_removal", on=on),
    }
    return texts[mode]()


def usual_months(on: date) -> int:
    """Return how long a correction normally lasts."""
    return int(str(rule("disposals.correction_months", on=on).table["usual"]))


def refuse_months(months: int, on: date) -> None:
    """Refuse a correction that is none or too long; raises ``RuleBreach``."""
    text = rule("disposals.correction_months", on=on)
    most = int(str(text.table["at_most"]))
    if not 1 <= months <= most:
        raise RuleBreach(f"限期改正一般 {text.table['usual']} 个月，最长 {most} 个月，没有提出。请改期限。",
                         citation=text.citation)  # fmt: skip


def corrected_by(from_day: date, months: int) -> date:
    """Return the last day of a correction."""
    return add_months(from_day, months)


def refuse_twice(*, is_punished: bool, on: date) -> None:
    """Refuse what was punished already; raises ``RuleBreach``."""
    if is_punished:
        text = rule("disposals.not_twice", on=on)
        raise RuleBreach(f"{text.says}，没有提出。", citation=text.citation)


def barred_until(left_on: date) -> tuple[date, Rule] | None:
    """Return the day before which someone advised out or removed is not admitted again, and the rule.

    None for who left before the rule held: what it said of them before is not known here.
    """
    try:
        text = rule("disposals.readmission_years", on=left_on)
    except NotInForceError:
        return None
    return counted(left_on, text.number, text.unit), text
