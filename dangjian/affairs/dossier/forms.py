"""What a person may ask to have corrected, and how the body answers."""

from datetime import date

from django import forms
from django.http import QueryDict

from dangjian.affairs.members import reading
from dangjian.affairs.members.facts import Fact
from dangjian.affairs.members.reading import Value
from dangjian.affairs.people.rules import Unreadable, holds_number

_IN_THE_CLEAR = "这一行不加密，请不要写身份证号或手机号。"


class _WordsField(forms.CharField):
    """A line of words that stands in the clear: numbers have fields of their own, which are sealed."""

    def clean(self, value: object) -> str:
        """Refuse what looks like an ID number or a phone."""
        words = str(super().clean(value))
        if holds_number(words):
            raise forms.ValidationError(_IN_THE_CLEAR)
        return words


class AskForm(forms.Form):
    """One fact, as it stands, and optional words."""

    errors_heading = "还没有提交"

    words = _WordsField(label="说明", required=False, max_length=200, help_text="如：身份证上是这样；党支部可来核对。")

    def __init__(self, data: QueryDict | None, *, fact: Fact, held: Value, on: date) -> None:
        super().__init__(data, initial={"value": _shown(fact, held)})
        self.fact, self.on = fact, on
        self.fields = {"value": _field(fact, is_held=held not in ("", None)), **self.fields}

    def clean_value(self) -> object:
        """Refuse what the record could not take, beside its field."""
        typed: object = self.cleaned_data["value"]
        try:
            self.fact.read(typed, self.on)
        except Unreadable as wrong:
            raise forms.ValidationError(str(wrong)) from None
        return typed


def _shown(fact: Fact, held: Value) -> object:
    """Return the value the field opens with; a sealed number is never put into a page."""
    if fact.is_sealed:
        return ""
    return {True: "是", False: "否"}[held] if isinstance(held, bool) else held


def _field(fact: Fact, *, is_held: bool) -> forms.Field:
    """Return the field for a fact; what is held may be left empty, which asks that it be taken out."""
    label, is_needed = f"{fact.caption}应为", not is_held
    help_text = "" if is_needed else "留空表示请求删去这一项"
    first = [("", "请选" if is_needed else "删去这一项")]
    if fact.codes or fact.choices:
        offered = fact.codes.choices() if fact.codes else fact.choices.choices if fact.choices else []
        return forms.ChoiceField(label=label, choices=[*first, *offered], required=is_needed)
    if fact.read is reading.flag:
        return forms.ChoiceField(label=label, choices=[*first, ("是", "是"), ("否", "否")], required=is_needed)
    if fact.read is reading.day:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return forms.DateField(label=label, widget=widget, required=is_needed, help_text=help_text)
    if fact.read is reading.months:
        return forms.IntegerField(label=label, help_text="单位：月；没有写 0")
    if fact.is_sealed:
        hidden = forms.TextInput(attrs={"autocomplete": "off"})
        return forms.CharField(label=label, max_length=40, widget=hidden, help_text="加密保存，只有答复的人能看到")
    longest = getattr(fact.model._meta.get_field(fact.name), "max_length", None)
    return forms.CharField(label=label, max_length=longest, required=is_needed, help_text=help_text)


class AnswerForm(forms.Form):
    """The answer in words: needed where a request is not followed."""

    errors_heading = "还没有答复"

    words = _WordsField(
        label="答复", required=False, max_length=200, help_text="同意更正可不填；不采纳须写明理由，本人能看到。"
    )
