"""A record as one form: prefilled, and only what was changed is written."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from django import forms

from dangjian.access import zones
from dangjian.affairs.members.facts import FACTS
from dangjian.affairs.members.forms.fields import WordsField, field_of
from dangjian.affairs.people.rules import Unreadable

GROUPS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("基本情况", ("name", "id_number", "sex", "born_on", "ethnicity", "phone", "landline")),
    (
        "学习、工作和居住",
        (
            "education",
            "degree",
            "occupation",
            "technical_title",
            "social_stratum",
            "is_migrant_worker",
            "residence",
            "registered_residence",
        ),
    ),
    (
        "党籍",
        (
            "category",
            "joined_on",
            "confirmed_on",
            "seniority_correction",
            "joining_kind",
            "joined_at",
            "applied_on",
            "activist_on",
            "extended_until",
        ),
    ),
)
_FIRST: Final = ("name", "id_number", "phone", "category", "joined_on", "confirmed_on")
_NEEDED: Final = frozenset({"name", "category"})
_HINTS: Final = {
    "residence": "写到街道或村，不写门牌号",
    "registered_residence": "写到街道或村，不写门牌号",
    "seniority_correction": "单位：月；没有写 0",
    "confirmed_on": "预备党员不填",
}


class RecordForm(forms.Form):
    """Every fact that may be typed. ``seen`` is the latest entry when the form opened: an edit in between is told."""

    def __init__(
        self,
        data: object = None,
        *,
        on: date,
        held: Mapping[str, object] | None = None,
        masked: Mapping[str, str] | None = None,
        sources: Mapping[str, str] | None = None,
        seen: str = "",
        names: Sequence[str] | None = None,
    ) -> None:
        super().__init__(data, initial={**(held or {}), "seen": seen})  # type: ignore[arg-type]  # POST or nothing
        self.on = on
        self.sources = dict(sources or {})
        wanted = names or [name for _, group in GROUPS for name in group if held is None or name in held]
        for name in wanted:
            if zones.shows(FACTS[name].privacy):
                self.fields[name] = field_of(
                    FACTS[name], masked=(masked or {}).get(name, ""), is_needed=name in _NEEDED
                )
                self.fields[name].help_text = self.fields[name].help_text or _HINTS.get(name, "")
        self.fields["words"] = WordsField(
            label="说明或依据", max_length=200, required=False, help_text="如：本人提供身份证核对"
        )
        self.fields["seen"] = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def groups(self) -> list[tuple[str, list[tuple[forms.BoundField, str]]]]:
        """The fields under their headings, each with where its value came from."""
        found = [
            (title, [(self[name], self.sources.get(name, "")) for name in names if name in self.fields])
            for title, names in GROUPS
        ]
        return [(title, fields) for title, fields in found if fields]

    def clean(self) -> dict[str, object]:
        """Read every fact, so that each refusal stands beside its field."""
        for name in self.facts:
            try:
                FACTS[name].read(self.cleaned_data.get(name), self.on)
            except Unreadable as wrong:
                if name not in self.errors:
                    self.add_error(name, str(wrong))
        return self.cleaned_data

    def note(self, entry: str) -> None:
        """Let the next send of this form be made with the newer entry in view."""
        self.data = {**self.data.dict(), "seen": entry}  # type: ignore[attr-defined]  # a QueryDict

    @property
    def facts(self) -> list[str]:
        """The names of the facts in this form."""
        return [name for name in self.fields if name in FACTS]

    @property
    def changes(self) -> dict[str, object]:
        """What was typed anew; a sealed number left empty stays as it is."""
        changed = set(self.changed_data)
        typed = {name: self.cleaned_data[name] for name in self.facts if name in changed}
        return {name: value for name, value in typed.items() if value or not FACTS[name].is_sealed}


class EnrollForm(RecordForm):
    """A new record: what a roll needs first; the rest can follow on the record's own form."""

    def __init__(self, data: object = None, *, on: date) -> None:
        super().__init__(data, on=on, names=_FIRST)
