"""What may stand under what, what the thresholds suggest, and how a credit code proves itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from dangjian.rulebook import Rule, rule

# ---- GB 32100: eighteen characters, the last one a check over the others ----
_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_LENGTH: Final = 18
_BASE: Final = 31


def credit_code_fault(text: str) -> str | None:
    """Say in words what is wrong with a 统一社会信用代码 (GB 32100); None where it is right."""
    code = text.strip().upper()
    if len(code) != _LENGTH:
        return f"统一社会信用代码应为 {_LENGTH} 位，现在是 {len(code)} 位。"
    strange = sorted({character for character in code if character not in _ALPHABET})
    if strange:
        return f"统一社会信用代码不含“{'、'.join(strange)}”（字母 I、O、S、V、Z 不使用），请核对。"
    if credit_check(code[:-1]) != code[-1]:
        return "统一社会信用代码的校验位不符，可能有一位抄错，请对照证照核对。"
    return None


def credit_check(first: str) -> str:
    """Return the check character over the seventeen before it."""
    total = sum(_ALPHABET.index(character) * pow(3, place, _BASE) for place, character in enumerate(first))
    return _ALPHABET[-total % _BASE]


# ---- 隶属: which kind may stand under which ----
_BRANCHES: Final = frozenset({"branch", "joint_branch", "temporary_branch", "mobile_branch"})
_UNDER: Final = {
    "work_committee": frozenset({"work_committee", "committee", "general_branch"}) | _BRANCHES,
    "committee": frozenset({"work_committee", "committee", "general_branch"}) | _BRANCHES,
    "general_branch": _BRANCHES,
    **dict.fromkeys(_BRANCHES, frozenset({"group"})),
    "group": frozenset(),
}


def may_hold(above: str, below: str) -> bool:
    """Say whether a body of kind ``below`` may stand under one of kind ``above``."""
    return below in _UNDER[above]


# ---- Thresholds: hints with their article, never a block (domain §1.2) ----
@dataclass(frozen=True, slots=True)
class Strength:
    """What the thresholds look at: the kind of a body, members, units covered, and whether a committee sits."""

    kind: str
    full: int
    probationary: int = 0
    units: int = 0
    has_committee: bool = False

    @property
    def members(self) -> int:
        """Full and probationary members together."""
        return self.full + self.probationary


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to think of, and by which article; ``is_checked`` is false for what is shown as 待核实."""

    words: str
    citation: str
    is_checked: bool


def suggestions(strength: Strength, on: date) -> list[Suggestion]:
    """Return what the thresholds of the branch regulations suggest for a branch; nothing for other bodies."""
    if strength.kind not in _BRANCHES - {"temporary_branch"}:
        return []
    return [Suggestion(words, by.citation, not by.needs_checking) for words, by in _hints(strength, on)]


def _hints(strength: Strength, on: date) -> Iterator[tuple[str, Rule]]:
    own = rule("branches.founding_members", on=on)
    if strength.kind == "branch" and strength.full < own.number:
        yield f"正式党员 {strength.full} 名，不足 {own.number} 名，可以考虑与邻近、同类的组成联合党支部。", own
    if strength.kind == "joint_branch" and strength.full >= own.number * 2:
        yield f"正式党员已有 {strength.full} 名，其中正式党员达到 {own.number} 名的单位可以单独成立党支部。", own
    committee = rule("branches.committee_from_members", on=on)
    if strength.full >= committee.number and not strength.has_committee:
        yield f"正式党员 {strength.full} 名，达到 {committee.number} 名，应当设立支部委员会。", committee
    covered = rule("branches.joint_units_at_most", on=on)
    if strength.kind == "joint_branch" and strength.units > covered.number:
        yield f"覆盖 {strength.units} 个单位，一般不超过 {covered.number} 个，可以考虑分设。", covered
    yield from _size(strength, on)


def _size(strength: Strength, on: date) -> Iterator[tuple[str, Rule]]:
    most = rule("branches.members_at_most", on=on)
    committee = rule("branches.base_committee_from_members", on=on)
    general = rule("branches.general_branch_from_members", on=on)
    if strength.members > most.number:
        yield f"党员 {strength.members} 名，一般不超过 {most.number} 名，可以考虑分设党支部。", most
    if strength.members >= committee.number:
        yield f"党员 {strength.members} 名，达到 {committee.number} 名，可以按工作需要报上级批准设立党委。", committee
    elif strength.members > general.number:
        yield f"党员 {strength.members} 名，超过 {general.number} 名，可以按工作需要报上级批准设立党总支。", general
