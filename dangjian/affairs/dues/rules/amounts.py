"""What a member pays a month, by the text of the rules that holds on a day, with the working."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

from dangjian.affairs.dues.rules.money import CENTS, money, to_cents, yuan
from dangjian.rulebook import Rule, RuleBreach, Value, rule

_ZERO: Final = Decimal(0)
_LARGEST: Final = Decimal(10_000_000)


class Payer(StrEnum):
    """How someone's income comes in (domain §2.1)."""

    SALARIED = "salaried"
    ANNUAL = "annual"
    SELF_EMPLOYED = "self_employed"
    RETIRED = "retired"
    FARMER = "farmer"
    STUDENT = "student"
    UNEMPLOYED = "unemployed"
    RELIEF = "relief"
    ALLOWANCE = "allowance"

    @property
    def caption(self) -> str:
        """The word on screen."""
        return CAPTIONS[self]

    @property
    def has_base(self) -> bool:
        """Whether the amount follows from an income."""
        return self in _BASES

    @property
    def has_choice(self) -> bool:
        """Whether the branch sets the amount within bounds."""
        return self is Payer.FARMER


CAPTIONS: Final = {
    Payer.SALARIED: "按月领工资",
    Payer.ANNUAL: "年薪制",
    Payer.SELF_EMPLOYED: "不按月取得收入",
    Payer.RETIRED: "离退休",
    Payer.FARMER: "农民",
    Payer.STUDENT: "学生",
    Payer.UNEMPLOYED: "下岗失业",
    Payer.RELIEF: "依靠抚恤、救济生活",
    Payer.ALLOWANCE: "领取低保金",
}
_BASES: Final = {
    Payer.SALARIED: "税后相对固定的工资收入",
    Payer.ANNUAL: "当月实际领取的薪酬收入",
    Payer.SELF_EMPLOYED: "上季度月平均纯收入",
    Payer.RETIRED: "实际领取的离退休费或养老金",
}
_RATES: Final[dict[Payer, Callable[[date], Rule]]] = {
    Payer.SALARIED: lambda on: rule("dues.salaried", on=on),
    Payer.ANNUAL: lambda on: rule("dues.annual_salary", on=on),
    Payer.SELF_EMPLOYED: lambda on: rule("dues.self_employed", on=on),
    Payer.RETIRED: lambda on: rule("dues.retired", on=on),
}


@dataclass(frozen=True, slots=True)
class Income:
    """What someone receives a month in yuan, and what of it does not count, by the words of the rulebook."""

    received: Decimal
    excluded: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def base(self) -> Decimal:
        """What counts."""
        return self.received - sum(self.excluded.values(), _ZERO)


@dataclass(frozen=True, slots=True)
class Working:
    """What is due a month, in cents, and how that was reckoned, line by line; ``rules`` are the texts it rests on.

    ``plain`` is the working without any figure of income: for who may not read that.
    """

    payer: Payer
    computed: int
    voluntary: int
    lines: tuple[str, ...]
    plain: tuple[str, ...]
    rules: tuple[str, ...]

    @property
    def amount(self) -> int:
        """What is paid a month, in cents, with what is given freely."""
        return self.computed + self.voluntary


def excluded_items(on: date) -> tuple[str, ...]:
    """Give what does not count as income, in the words of the rule."""
    return tuple(map(str, rule("dues.excluded", on=on).listing))


def rounding(on: date, local: Mapping[str, Value] | None) -> Rule:
    """Give to how many cents the county rounds."""
    return rule("dues.rounding", on=on, local=local)


def monthly(
    payer: Payer,
    *,
    on: date,
    income: Income | None = None,
    chosen: int | None = None,
    voluntary: int = 0,
    local: Mapping[str, Value] | None = None,
) -> Working:
    """Reckon what is due a month under the rules of a day.

    ``income`` where the payer has a base, ``chosen`` (cents) where the branch sets the amount within bounds,
    ``voluntary`` (cents) what the member gives freely beside it. Raises ``RuleBreach`` for what is missing or out of
    bounds, and ``NotInForceError`` for a day before the rules.
    """
    if voluntary < 0:
        raise RuleBreach("自愿多交的数额不能是负数，没有改动。请改后再存。")
    if payer.has_base:
        if income is None:
            raise RuleBreach(f"“{payer.caption}”要写{_BASES[payer]}，没有改动。请补上后再存。")
        return _by_rate(payer, income, voluntary, on, local)
    if payer.has_choice:
        return _within(payer, chosen, voluntary, on)
    text = rule("dues.fixed", on=on)
    cents = to_cents(Decimal(str(text.value)))
    words = f"{payer.caption}：每月 {yuan(cents)} 元"
    return Working(payer, cents, voluntary, _with(words, voluntary), _with(words, voluntary), (version(text),))


def _within(payer: Payer, chosen: int | None, voluntary: int, on: date) -> Working:
    text = rule("dues.farmer", on=on)
    least, most = (to_cents(Decimal(str(text.table[name]))) for name in ("least", "most"))
    cents = least if chosen is None else chosen
    if not least <= cents <= most:
        message = f"农民党员每月 {yuan(least)} 元至 {yuan(most)} 元，您写的是 {yuan(cents)} 元，没有改动。"
        raise RuleBreach(f"{message}愿意多交的，写在“自愿多交”里。", citation=text.citation)
    words = f"{payer.caption}：{yuan(least)} 元至 {yuan(most)} 元之间，支部定为 {yuan(cents)} 元"
    return Working(payer, cents, voluntary, _with(words, voluntary), _with(words, voluntary), (version(text),))


def _by_rate(payer: Payer, income: Income, voluntary: int, on: date, local: Mapping[str, Value] | None) -> Working:
    _refuse_income(payer, income, on)
    whose = _RATES[payer](on)
    text = whose if isinstance(whose.value, Mapping) else rule("dues.salaried", on=on)
    rate, span = _bracket(text, income.base)
    step, cap = rounding(on, local), rule("dues.monthly_cap", on=on)
    exact = income.base * rate
    cents = _rounded(exact, step.number)
    first = _base_words(payer, income)
    shown = f"{_percent(rate)}，按全额计"
    lines = [
        first,
        f"{span}，{shown}：{money(income.base)} × {_percent(rate)} = {_plain(exact)}",
        f"四舍五入{_to(step.number)}：{yuan(cents)} 元",
    ]
    plain = [f"{_BASES[payer]}，基数不在这里显示", f"比例 {shown}", f"四舍五入{_to(step.number)}：{yuan(cents)} 元"]
    used = list(dict.fromkeys(version(one) for one in (whose, text, step)))
    if not cents:
        raise RuleBreach("按这个收入算出来是 0 元，没有改动。没有收入的，请改选收入情形；困难的可以申请免交。")
    most = cap.number * CENTS
    if cents > most:
        words = f"月交纳数额一般不超过 {cap.number} 元，按 {yuan(most)} 元；愿意多交的写在“自愿多交”里"
        lines, plain, cents = [*lines, words], [*plain, words], most
        used.append(version(cap))
    return Working(payer, cents, voluntary, _with(lines, voluntary), _with(plain, voluntary), tuple(used))


def _refuse_income(payer: Payer, income: Income, on: date) -> None:
    known = excluded_items(on)
    if strange := [name for name in income.excluded if name not in known]:
        raise RuleBreach(f"“{strange[0]}”不在不计入基数的项目里，没有改动。请核对。")
    parts = (income.received, *income.excluded.values())
    if any(not part.is_finite() or part < 0 or part > _LARGEST for part in parts):
        raise RuleBreach("收入要写成元，不能是负数，没有改动。请核对。")
    if income.excluded and payer is not Payer.SALARIED:
        raise RuleBreach(f"“{payer.caption}”按{_BASES[payer]}计，没有不计入的项目，没有改动。请直接写基数。")
    if income.base < 0:
        raise RuleBreach("不计入的数额超过了收入，没有改动。请核对。")


def _bracket(text: Rule, base: Decimal) -> tuple[Decimal, str]:
    """Return the rate for a base, and its bracket in words: the bracket's own upper end belongs to it."""
    ends = [Decimal(str(end)) for end in _sequence(text.table["up_to"])]
    rates = [Decimal(str(one).rstrip("%")) / CENTS for one in _sequence(text.table["rates"])]
    place = sum(base > end for end in ends)
    if place == 0:
        return rates[0], f"{ends[0]} 元以下（含）"
    if place == len(ends):
        return rates[-1], f"{ends[-1]} 元以上"
    return rates[place], f"{ends[place - 1]} 元以上至 {ends[place]} 元（含）"


def _sequence(value: Value) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else (value,)


def _rounded(exact: Decimal, step: int) -> int:
    return int((exact * CENTS / step).quantize(Decimal(1), rounding=ROUND_HALF_UP)) * step


def _base_words(payer: Payer, income: Income) -> str:
    taken = "".join(f" − {name} {money(part)}" for name, part in income.excluded.items() if part)
    if not taken:
        return f"{_BASES[payer]} {money(income.base)} 元"
    return f"收入 {money(income.received)}{taken} = {_BASES[payer]} {money(income.base)} 元"


def _with(words: str | Sequence[str], voluntary: int) -> tuple[str, ...]:
    lines = (words,) if isinstance(words, str) else tuple(words)
    return (*lines, f"自愿多交 {yuan(voluntary)} 元") if voluntary else lines


def _to(step: int) -> str:
    return {1: "到分", 10: "到角"}.get(step, f"到 {step} 分")


def _percent(rate: Decimal) -> str:
    return f"{(rate * CENTS).normalize():f}%"


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def version(text: Rule) -> str:
    """Name a rule's text: its id, and from when it holds."""
    since = f"@{text.effective_from:%Y-%m-%d}" if text.effective_from else ""
    own = "（本县另定）" if text.is_local else ""
    return f"{text.id}{since} {text.citation}{own}"
