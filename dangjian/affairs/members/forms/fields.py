"""A form field for each fact of a record: pickers for codes, days, and nothing of a sealed number but its mask."""

from collections.abc import Callable
from typing import Final

from django import forms

from dangjian.affairs.members import reading
from dangjian.affairs.members.facts import Fact
from dangjian.affairs.people.rules import holds_number

_FORMATS: Final = ["%Y-%m-%d", "%Y年%m月%d日", "%Y.%m.%d", "%Y/%m/%d"]
_YES_NO: Final = [("", "未填"), ("是", "是"), ("否", "否")]


class DayField(forms.DateField):
    """A day; refuses with the ways it can be written."""

    def __init__(self, *, label: str, required: bool = False, help_text: str = "") -> None:
        super().__init__(
            label=label,
            required=required,
            help_text=help_text,
            input_formats=_FORMATS,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"invalid": "认不出这个日期，请写成 2026年12月20日。"},
        )


class WordsField(forms.CharField):
    """A line of words that stands in the clear: numbers have fields of their own, which are sealed."""

    def clean(self, value: object) -> str:
        """Refuse what looks like an ID number or a phone."""
        words = str(super().clean(value))
        if holds_number(words):
            raise forms.ValidationError("这一行不加密，请不要写身份证号或手机号。")
        return words


def field_of(fact: Fact, *, masked: str = "", is_needed: bool = False) -> forms.Field:
    """Return the field in which a fact is typed; ``masked`` is what is held of a sealed one."""
    make = _MAKERS.get(fact.read, _text)
    if fact.choices or fact.codes:
        make = _picker
    if fact.is_sealed:
        return _sealed(fact, masked)
    field = make(fact)
    field.required = is_needed
    return field


def _picker(fact: Fact) -> forms.Field:
    offered = fact.codes.choices() if fact.codes else fact.choices.choices if fact.choices else []
    return forms.ChoiceField(label=fact.caption, choices=[("", "未填"), *offered])


def _sealed(fact: Fact, masked: str) -> forms.Field:
    help_text = f"现为 {masked}，留空不改" if masked else ""
    # Neither the browser's own memory nor a draft in its store keeps a number.
    keyboard = "text" if fact.name == "id_number" else "tel"
    attrs = {"autocomplete": "off", "inputmode": keyboard, "data-no-draft": True}
    widget = forms.TextInput(attrs=attrs)
    return forms.CharField(label=fact.caption, max_length=40, required=False, help_text=help_text, widget=widget)


def _text(fact: Fact) -> forms.Field:
    longest = getattr(fact.model._meta.get_field(fact.name), "max_length", None)
    return forms.CharField(label=fact.caption, max_length=longest)


_MAKERS: Final[dict[object, Callable[[Fact], forms.Field]]] = {
    reading.day: lambda fact: DayField(label=fact.caption),
    reading.flag: lambda fact: forms.ChoiceField(label=fact.caption, choices=_YES_NO),
    reading.months: lambda fact: forms.IntegerField(label=fact.caption),
}
