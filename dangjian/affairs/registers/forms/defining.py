"""A register's head and its fields as an officer types them; only what a kind of field needs is asked."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from django import forms

from dangjian.affairs.blanks.catalogue import Fact
from dangjian.affairs.registers.knowledge import kind_for
from dangjian.affairs.registers.rules.definitions import CONFIRMERS, FILLERS, PLACES, About, Definition
from dangjian.affairs.registers.rules.fields import COMPARISONS, FIGURES, FORMULAS, KINDS, Field, Kind
from dangjian.affairs.registers.rules.periods import PERIODS
from dangjian.affairs.registers.rules.values import number

FACT: Final = "fact"  # A kind of its own on the page: what the platform holds already.
_ABOUT: Final = [
    ("body", "党组织（每个填一份）"),
    *((f"place:{key}", f"地方：{caption}") for key, caption in PLACES.items()),
    ("person", "人（每人一条）"),
    ("thing", "事或物（每件一条）"),
]


class HeadForm(forms.Form):
    """What a register is, who fills it when; who confirms and a note stand folded."""

    errors_heading = "还没有保存"

    title = forms.CharField(label="台账名称", max_length=60)
    about = forms.ChoiceField(label="一条填的是什么", choices=_ABOUT)
    period = forms.ChoiceField(label="多久填一次", choices=list(PERIODS.items()))
    filled_by = forms.MultipleChoiceField(
        label="由谁填", choices=list(FILLERS.items()), widget=forms.CheckboxSelectMultiple
    )
    minutes = forms.IntegerField(
        label="填一次约需几分钟", min_value=1, max_value=480, help_text="乘以填的单位数，发布前给您看，并记入基层负担账"
    )
    due_days = forms.IntegerField(
        label="几天内填好", min_value=1, max_value=90, help_text="从一期结束算起；有变动就改的，从发布算起"
    )
    confirmed_by = forms.ChoiceField(label="由谁核对", choices=list(CONFIRMERS.items()))
    note = forms.CharField(label="填报说明", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, head: Definition, revision: int) -> None:  # noqa: ANN401  # POST or nothing
        about = f"place:{head.places}" if head.about is About.PLACE else str(head.about)
        names = ("title", "period", "minutes", "due_days", "confirmed_by", "note")
        initial = {name: getattr(head, name) for name in names} | {"about": about, "filled_by": list(head.filled_by)}
        super().__init__(data, initial=initial | {"revision": revision})
        self._head = head

    def head(self) -> Definition:
        """Return what was typed."""
        said = dict(self.cleaned_data)
        said.pop("revision")
        about, _, places = said.pop("about").partition(":")
        said["filled_by"] = tuple(said["filled_by"])
        return replace(self._head, about=About(about), places=places, **said)


def kinds_offered() -> list[tuple[str, str]]:
    """Return the kinds of fields as an officer chooses among them: what is known already first."""
    return [(FACT, "平台里已有的（不用再填，只核对）"), *((str(kind), words) for kind, words in KINDS.items())]


class FieldForm(forms.Form):
    """A field of one kind: its caption, and what that kind needs."""

    errors_heading = "还没有保存"

    caption = forms.CharField(label="栏目名称", max_length=40)
    unit = forms.CharField(label="单位", max_length=10, required=False, help_text="如：名、万元、平方米")
    fact = forms.ChoiceField(label="平台里的哪一项")
    choices = forms.CharField(label="选项", widget=forms.Textarea(attrs={"rows": 4}), help_text="一行写一个，至少两个")
    formula = forms.ChoiceField(label="怎么算", choices=list(FORMULAS.items()))
    first = forms.ChoiceField(label="第一项", required=False, help_text="相减、相除、算百分比时，先写的是它")
    of = forms.MultipleChoiceField(label="用哪几栏算", widget=forms.CheckboxSelectMultiple)
    is_required = forms.BooleanField(label="必填", required=False)
    hint = forms.CharField(label="填写提示", max_length=80, required=False)
    least = forms.CharField(label="不能小于", max_length=20, required=False)
    most = forms.CharField(label="不能大于", max_length=20, required=False)
    compare = forms.ChoiceField(label="与另一栏比", choices=[("", "不比"), *COMPARISONS.items()], required=False)
    other = forms.ChoiceField(label="另一栏", required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    FOLDED: Final = ("hint", "least", "most", "compare", "other")

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401  # POST or nothing
        *,
        kind: str,
        definition: Definition,
        facts: Mapping[str, Fact],
        field: Field | None,
        revision: int,
    ) -> None:
        super().__init__(data, initial=_stands(field) | {"revision": revision})
        self._kind, self._facts, self._field = kind, facts, field
        others = [one for one in definition.live if field is None or one.key != field.key]
        figures = [(one.key, one.caption) for one in others if one.kind in FIGURES]
        same = [(one.key, one.caption) for one in others if one.is_figure or one.kind is Kind.DAY]
        self.choice("fact").choices = _grouped(facts)
        self.choice("of").choices = [(one.key, one.caption) for one in others if one.kind is not Kind.FORMULA]
        self.choice("first").choices = [("", "不分先后"), *figures]
        self.choice("other").choices = [("", "选一栏"), *same]
        for name in set(self.fields) - _asked(kind) - {"revision"}:
            del self.fields[name]
        if kind == FACT:
            self.fields["caption"].required = False
            self.fields["caption"].help_text = "不写就用平台里的名称"

    def choice(self, name: str) -> forms.ChoiceField:
        """Return a field of choices."""
        found = self.fields[name]
        assert isinstance(found, forms.ChoiceField)  # noqa: S101  # declared above
        return found

    def clean(self) -> dict[str, Any]:
        """Say what does not fit together."""
        said = super().clean() or {}
        for name in ("least", "most"):
            if said.get(name) and number(said[name]) is None:
                self.add_error(name, "要填数字")
        if bool(said.get("compare")) != bool(said.get("other")):
            self.add_error("other", "比较要选怎么比和另一栏")
        return said

    def field(self) -> Field:
        """Return what was typed as a field; its key is given by whoever keeps it."""
        said = self.cleaned_data
        key = self._field.key if self._field else "new"
        if self._kind == FACT:
            fact = self._facts[said["fact"]]
            kind = self._field.kind if self._field and self._field.fact == fact.key else kind_for(fact)
            return Field(
                key, said["caption"] or fact.caption, kind, unit=said["unit"], fact=fact.key, hint=said["hint"]
            )
        lines = [line.strip() for line in said.get("choices", "").splitlines()]
        return Field(
            key, said["caption"], Kind(self._kind), unit=said.get("unit", ""), hint=said.get("hint", ""),
            is_required=said.get("is_required", False), choices=tuple(dict.fromkeys(filter(None, lines))),
            least=said.get("least", ""), most=said.get("most", ""), compare=said.get("compare", ""),
            other=said.get("other", ""), formula=said.get("formula", ""), of=_ordered(said),
            group=self._field.group if self._field else "", pattern=self._field.pattern if self._field else "",
        )  # fmt: skip


def _ordered(said: Mapping[str, Any]) -> tuple[str, ...]:
    first, of = said.get("first", ""), list(said.get("of", ()))
    return tuple(dict.fromkeys([first, *of])) if first else tuple(of)


def _asked(kind: str) -> set[str]:
    figures = {str(one) for one in FIGURES}
    found = {"caption"}
    if kind == FACT:
        return found | {"fact", "unit", "hint"}
    if kind == Kind.FORMULA:
        return found | {"unit", "formula", "of", "first"}
    found |= {"is_required", "hint"}
    if kind in figures:
        found |= {"unit", "least", "most", "compare", "other"}
    if kind == Kind.DAY:
        found |= {"compare", "other"}
    return found | ({"choices"} if kind == Kind.CHOICE else set())


def _stands(field: Field | None) -> dict[str, Any]:
    if field is None:
        return {}
    names = ("caption", "unit", "fact", "formula", "is_required", "hint", "least", "most", "compare", "other")
    said = {name: getattr(field, name) for name in names}
    first = field.of[0] if field.of and field.formula != "count" else ""
    return said | {"choices": "\n".join(field.choices), "of": list(field.of), "first": first}


def _grouped(facts: Mapping[str, Fact]) -> list[tuple[str, list[tuple[str, str]]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for key, fact in facts.items():
        groups.setdefault(fact.group, []).append((key, fact.caption))
    return list(groups.items())
