"""The January run, a line a member; and one member's amount by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from dangjian.affairs.dues.queries.settings import Start
from dangjian.affairs.dues.rules import CAPTIONS, CENTS, Income, Payer, excluded_items, to_cents, yuan
from dangjian.affairs.dues.services import Setting
from dangjian.affairs.people.models import Person
from dangjian.rulebook import RuleBreach

PAYERS = [(one.value, CAPTIONS[one]) for one in Payer]


@dataclass(slots=True)
class Line:
    """One member's line: what it opens with or was sent, what it comes to, and what is wrong with it.

    ``is_open``: it may be typed in; what is set for the year stands until it is changed, with a reason, by itself.
    """

    start: Start
    payer: str
    money: str
    excluded: str
    voluntary: str
    setting: Setting | None = None
    working: Sequence[str] = ()
    amount: str = ""
    errors: list[str] = field(default_factory=list)
    is_open: bool = True

    @property
    def caption(self) -> str:
        """What kind of payer, in words."""
        return CAPTIONS[self.start.payer]

    @property
    def key(self) -> str:
        """The end of its fields' names."""
        return str(self.start.person.public_id)


def opening(starts: Sequence[Start]) -> list[Line]:
    """Return the lines as the run opens: a kept income is never put into a page, an empty field stands for it."""
    return [_opened(start) for start in starts]


def _opened(start: Start) -> Line:
    row = start.now
    return Line(
        start, start.payer.value, yuan(start.chosen) if start.chosen else "", "",
        yuan(start.voluntary) if start.voluntary else "", working=row.working if row else (),
        amount=yuan(row.cents) if row else "", is_open=row is None,
    )  # fmt: skip


def read(starts: Sequence[Start], post: Mapping[str, str]) -> list[Line]:
    """Return the lines as they were sent, each with a setting, or with what is wrong; what is set and was not sent."""
    found = []
    for start in starts:
        key = str(start.person.public_id)
        if start.now is not None and f"payer_{key}" not in post:
            found.append(_opened(start))
            continue
        typed = {name: post.get(f"{name}_{key}", "").strip() for name in ("payer", "money", "excluded", "voluntary")}
        line = Line(start, typed["payer"], typed["money"], typed["excluded"], typed["voluntary"])
        try:
            line.setting = _setting(line)
        except (RuleBreach, ValueError) as wrong:
            line.errors.append(str(wrong))
        found.append(line)
    return found


def _setting(line: Line) -> Setting:
    payer = Payer(line.payer)
    voluntary = to_cents(number(line.voluntary)) if line.voluntary else 0
    income, chosen = None, None
    if payer.has_base and line.money:
        excluded = number(line.excluded) if line.excluded else Decimal(0)
        received = number(line.money)
        # A run asks for one sum that does not count; by item it is kept on the member's own page.
        income = Income(received - excluded)
    elif payer.has_choice and line.money:
        chosen = to_cents(number(line.money))
    return Setting(line.start.person, payer, income, chosen, voluntary)


def number(text: str) -> Decimal:
    """Read an amount in yuan as people write it. Raises ``ValueError`` in words."""
    plain = text.replace(",", "").replace("，", "").replace("元", "").strip()
    try:
        found = Decimal(plain)
    except InvalidOperation:
        raise ValueError(f"“{text[:20]}”认不出是多少元，请写成 5001.00。") from None
    if not found.is_finite() or found < 0 or found > 10 * CENTS * CENTS * CENTS:
        raise ValueError("数额要在 0 到一千万元之间，请核对。")
    return found


class YuanField(forms.CharField):
    """An amount in yuan, two places; gives cents."""

    def __init__(self, *, label: str, required: bool = True, help_text: str = "") -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(label=label, required=required, help_text=help_text, max_length=20, widget=widget)

    def clean(self, value: Any) -> Any:  # noqa: ANN401  # Django's signature
        """Return cents; None for an empty field."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return to_cents(number(text))
        except (ValueError, RuleBreach) as wrong:
            raise forms.ValidationError(str(wrong)) from None


class AmountForm(forms.Form):
    """One member's amount: the income by item, from which month, and why where it changes within the year."""

    payer = forms.ChoiceField(label="收入情形", choices=PAYERS)
    received = YuanField(label="月收入（元）", required=False)
    chosen = YuanField(label="农民党员每月数额（元）", required=False)
    voluntary = YuanField(label="自愿多交（元／月）", required=False)
    month = forms.ChoiceField(label="从哪个月起")
    reason = forms.CharField(label="年内变动的原因", max_length=100, required=False, help_text="今年第一次核定不用写")

    def __init__(self, data: object = None, *, start: Start, year: int, on: date) -> None:
        opened = {
            "payer": start.payer.value,
            "chosen": yuan(start.chosen) if start.chosen else "",
            "voluntary": yuan(start.voluntary) if start.voluntary else "",
            "month": f"{year}-01" if start.now is None else f"{on.year}-{on.month:02d}",
        }
        super().__init__(data, initial=opened)  # type: ignore[arg-type]  # POST or nothing
        self.items = excluded_items(on)
        for place, item in enumerate(self.items):
            self.fields[f"excluded_{place}"] = YuanField(label=f"不计入：{item}（元）", required=False)
        months = [(f"{year}-{number:02d}", f"{year}年{number}月") for number in range(1, 13)]
        self.fields["month"].choices = months  # type: ignore[attr-defined]  # a choice field
        if start.has_income:
            self.fields["received"].help_text = "已有登记，不在这里显示；留空表示不变"

    def setting(self, person: Person) -> Setting:
        """Return what was typed."""
        said = self.cleaned_data
        payer = Payer(said["payer"])
        parts = {item: said.get(f"excluded_{place}") for place, item in enumerate(self.items)}
        excluded = {item: Decimal(cents) / CENTS for item, cents in parts.items() if cents}
        received = said["received"]
        income = None if received is None else Income(Decimal(received) / CENTS, excluded)
        return Setting(
            person, payer, income if payer.has_base else None, said["chosen"] if payer.has_choice else None,
            said["voluntary"] or 0, date.fromisoformat(f"{said['month']}-01"), said["reason"],
        )  # fmt: skip
