"""Whom a task goes to, as the officer chooses: level, kind, field, township, names, or a saved rule."""

from collections.abc import Iterable
from datetime import date

from django import forms

from dangjian.affairs.organizations.models import BRANCHES, Field, Kind, Level, Organization
from dangjian.programme.tasks.models import Selection
from dangjian.programme.tasks.targets import Targets

_MOST_NAMES = 3_000
CRITERIA = ("levels", "fields_", "kinds", "townships")


def _ticks(label: str, choices: Iterable[tuple[object, object]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=list(choices), required=False, widget=forms.CheckboxSelectMultiple
    )


class TargetsForm(forms.Form):
    """Criteria are joined by 且; named bodies are added, left-out ones taken away."""

    selection = forms.ModelChoiceField(
        label="用存好的范围",
        queryset=Selection.objects.none(),
        required=False,
        to_field_name="public_id",
        empty_label="不用",
    )
    levels = _ticks("层级", Level.choices)
    kinds = _ticks("组织类别", Kind.choices)
    fields_ = _ticks("领域", Field.choices)
    townships = _ticks("哪些镇乡、党（工）委", ())
    named = forms.CharField(
        label="点名单位", required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="一行一个，写全称或简称"
    )
    excluded = forms.CharField(
        label="不含单位", required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="一行一个，写全称或简称"
    )

    def __init__(self, data: object = None, *, issuer: Organization, on: date, selections: Iterable[Selection]) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # GET, POST or nothing
        self.issuer, self.on = issuer, on
        self.fields["selection"].queryset = selections  # type: ignore[attr-defined]  # a ModelChoiceField
        below = Organization.objects.below(issuer).open_on(on)
        there = {value for row in below.order_by().values_list("level", "kind", "field").distinct() for value in row}
        for name, choices in (("levels", Level.choices), ("kinds", Kind.choices), ("fields_", Field.choices)):
            self._offer(name, [(value, caption) for value, caption in choices if value in there])
        committees = below.filter(parent=issuer).exclude(kind__in=BRANCHES).in_order()
        self._offer("townships", [(str(pk), name) for pk, name in committees.values_list("id", "short_name")])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        """Offer only what exists below the issuer; a criterion with a single value chooses nothing and is left out."""
        field = self.fields[name]
        field.choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        field.is_offered = len(choices) > (0 if name == "kinds" else 1)  # type: ignore[attr-defined]  # read by the page

    @property
    def criteria(self) -> list[forms.BoundField]:
        """Return the criteria that can tell bodies apart here."""
        return [self[name] for name in CRITERIA if self.fields[name].is_offered]  # type: ignore[attr-defined]  # set above

    def clean_named(self) -> tuple[int, ...]:
        """Return the ids of the bodies named."""
        return self._ids("named")

    def clean_excluded(self) -> tuple[int, ...]:
        """Return the ids of the bodies to be left out."""
        return self._ids("excluded")

    def _ids(self, name: str) -> tuple[int, ...]:
        lines = [line.strip() for line in self.cleaned_data[name].splitlines() if line.strip()]
        if len(lines) > _MOST_NAMES:
            raise forms.ValidationError(f"一次最多写 {_MOST_NAMES} 个单位。")
        below = Organization.objects.below(self.issuer)
        known: dict[str, int] = {}
        for pk, full, short in (
            below.filter(name__in=lines)
            .union(below.filter(short_name__in=lines))
            .values_list("id", "name", "short_name")
        ):
            known |= {full: pk, short: pk}
        unknown = [line for line in lines if line not in known]
        if unknown:
            raise forms.ValidationError(f"没有找到：{'、'.join(unknown[:5])}。请照组织名称写，或删去这一行。")
        return tuple(known[line] for line in lines)

    def targets(self) -> Targets:
        """Return the rule that was chosen; a saved one wins, with the names added and taken away."""
        data = self.cleaned_data
        saved = Targets.of(data["selection"].rule) if data["selection"] else None
        return Targets(
            levels=saved.levels if saved else tuple(data["levels"]),
            kinds=saved.kinds if saved else tuple(data["kinds"]),
            fields=saved.fields if saved else tuple(data["fields_"]),
            townships=saved.townships if saved else tuple(int(pk) for pk in data["townships"]),
            named=(*(saved.named if saved else ()), *data["named"]),
            excluded=(*(saved.excluded if saved else ()), *data["excluded"]),
        )
