"""A line as a form: one input a field; what is known stands there and is corrected with a reason only."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.forms.boundfield import BoundField

from dangjian.affairs.registers.knowledge import Given
from dangjian.affairs.registers.models import Entry
from dangjian.affairs.registers.rules.definitions import About, Definition
from dangjian.affairs.registers.rules.fields import FIGURES, Field, Kind
from dangjian.affairs.registers.rules.values import MOST_TEXT, NotAValueError, Value, read, words
from dangjian.affairs.registers.services import Said

_YES_NO: Final = [("是", "是"), ("否", "否")]


def _input(field: Field, *, is_required: bool) -> forms.Field:
    """Return the form field; what it takes is read by the rules, not here."""
    label = field.head
    if field.kind is Kind.CHOICE:
        choices = [("", "请选择"), *((one, one) for one in field.choices)]
        return forms.CharField(label=label, required=is_required, widget=forms.Select(choices=choices))
    if field.kind is Kind.YES_NO:
        return forms.CharField(label=label, required=is_required, widget=forms.RadioSelect(choices=_YES_NO))
    widget: forms.Widget = forms.TextInput()
    if field.kind in FIGURES:
        mode = "numeric" if field.kind is Kind.INTEGER else "decimal"
        widget = forms.TextInput(attrs={"inputmode": mode, "autocomplete": "off"})
    elif field.kind is Kind.DAY:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.CharField(label=label, required=is_required, widget=widget, help_text=field.hint, max_length=MOST_TEXT)


class LineForm(forms.Form):
    """``given`` is what is known, ``earlier`` what stood there the period before; both are shown, not asked again."""

    errors_heading = "还没有提交"

    version = forms.IntegerField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401  # POST or nothing
        *,
        definition: Definition,
        number: int,
        entry: Entry | None,
        given: Mapping[str, Given],
        earlier: Mapping[str, object],
        subjects: Sequence[tuple[str, str]] = (),
    ) -> None:
        self.definition, self.given = definition, given
        kept: Mapping[str, object] = entry.values if entry else earlier
        start = {f"v_{one.key}": _shown(one, kept.get(one.key)) for one in definition.asked if one.key not in given}
        if entry:
            start |= {f"v_{key}": kept.get(key) for key in given if entry.sources.get(key, {}).get("corrected")}
        revision = entry.revision if entry else 0
        super().__init__(data, initial={**start, "version": number, "revision": revision})
        if definition.about is not About.BODY and entry is None:
            self._ask_subject(definition, subjects)
        for one in definition.asked:
            is_given = one.key in given
            self.fields[f"v_{one.key}"] = _input(one, is_required=one.is_required and not is_given)
            if is_given:
                self.fields[f"v_{one.key}"].label = f"{one.head} 应为"
                self.fields[f"r_{one.key}"] = forms.CharField(
                    label=f"“{one.caption}”为什么要改", required=False, max_length=200
                )
        used = [one for one in definition.asked if start.get(f"v_{one.key}") not in (None, "")]
        self.sources = {f"v_{one.key}": "带入上期填的，没变就不用改" for one in used if entry is None}

    def _ask_subject(self, definition: Definition, subjects: Sequence[tuple[str, str]]) -> None:
        is_person = definition.about is About.PERSON
        if subjects:
            choices = [("", "不在名册里，写姓名" if is_person else "请选择"), *subjects]
            self.fields["subject"] = forms.CharField(
                label="哪一位（从党员名册选）" if is_person else definition.about_words,
                required=not is_person, widget=forms.Select(choices=choices),
            )  # fmt: skip
            if definition.about is About.PLACE and len(subjects) == 1:  # The one place it can be: not asked.
                self.fields["subject"].initial = subjects[0][0]
                self.fields["subject"].widget = forms.HiddenInput()
        if definition.about is not About.PLACE:
            self.fields["name"] = forms.CharField(
                label="姓名" if is_person else "名称", max_length=60, required=not (is_person and subjects)
            )

    def clean(self) -> dict[str, Any]:
        """Read every value by the rules of its field."""
        data = super().clean() or {}
        self.values: dict[str, Value] = {}
        for one in self.definition.asked:
            typed = data.get(f"v_{one.key}", "")
            try:
                self.values[one.key] = read(one, typed)
            except NotAValueError as wrong:
                self.add_error(f"v_{one.key}", str(wrong))
        if "name" in self.fields and not data.get("name") and not data.get("subject"):
            self.add_error("name", "请写姓名或名称。")
        return data

    def said(self) -> Said:
        """Return what was typed."""
        data = self.cleaned_data
        reasons = {key: data.get(f"r_{key}", "") for key in self.given}
        return Said(self.values, reasons, data["version"], data["revision"])

    def refuse(self, faults: Mapping[str, str]) -> None:
        """Put what a service found wrong beside the fields."""
        for key, said in faults.items():
            self.add_error(f"v_{key}" if f"v_{key}" in self.fields else None, said)

    def known(self) -> Iterator[tuple[Field, str, str, BoundField, BoundField]]:
        """Yield what is known: the field, its value in words, from where, and the two inputs of a correction."""
        for one in self.definition.asked:
            if one.key in self.given:
                found = self.given[one.key]
                yield one, words(one, found.value), found.words, self[f"v_{one.key}"], self[f"r_{one.key}"]

    def groups(self) -> list[tuple[str, list[tuple[BoundField, str]]]]:
        """Return what is asked, under the headings of the definition."""
        found: dict[str, list[tuple[BoundField, str]]] = {}
        for name in ("subject", "name"):
            if name in self.fields and not self[name].is_hidden:
                found.setdefault("", []).append((self[name], ""))
        for one in self.definition.asked:
            if one.key not in self.given:
                name = f"v_{one.key}"
                found.setdefault(one.group, []).append((self[name], self.sources.get(name, "")))
        return list(found.items())


def _shown(field: Field, value: object) -> object:
    if isinstance(value, bool):
        return "是" if value else "否"
    return value if field.kind is not Kind.FORMULA else None
