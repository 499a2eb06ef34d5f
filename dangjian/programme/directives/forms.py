"""What a person may type about a directive and its proposals."""

from collections.abc import Sequence
from typing import Any

from django import forms

from dangjian.programme.directives.rules.cutting import Cut
from dangjian.programme.directives.services import Wording

CADENCES = (
    ("", "不重复"),
    ("week", "每周"),
    ("month", "每月"),
    ("two_months", "每两个月"),
    ("quarter", "每季度"),
    ("half_year", "每半年"),
    ("year", "每年"),
    ("regular", "定期（周期未定）"),
)
NOTHING = "请上传文件，或把正文粘贴在这里。"
TOO_MUCH = "文件和正文请只用一种：已选文件时，请清空正文。"


def _day(label: str, advice: str = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, help_text=advice)


class ReadForm(forms.Form):
    """A text to read: uploaded or pasted, with what it may not say of itself."""

    file = forms.FileField(label="上传文件", required=False, help_text="支持 .docx、.xlsx、.txt，不超过 10 MB")
    text = forms.CharField(
        label="或粘贴正文",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "data-no-draft": True, "autocomplete": "off"}),
        help_text="标有密级、工作秘密、内部资料的文件不得在本平台处理",
    )
    issuer = forms.CharField(label="发文机关", required=False, max_length=120, help_text="不填则从文中找")
    issued_on = _day("成文日期", "文中的“年底前”等按它推算；不填则从文中找")
    organization = forms.TypedChoiceField(label="读给哪个组织用", coerce=int)
    keep_anyway = forms.BooleanField(label="仍然保存，我自己从原文里选任务", required=False)

    def __init__(self, *args: Any, bodies: Sequence[tuple[int, str]], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        field = self.fields["organization"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101  # declared above
        field.choices = bodies
        field.initial = bodies[0][0] if bodies else None
        if len(bodies) == 1:
            field.widget = forms.HiddenInput()

    def hide_keeping(self) -> None:
        """Leave the box 仍然保存 out until a reading found no task."""
        self.fields["keep_anyway"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one text."""
        data = super().clean() or {}
        has_text, has_file = bool(data.get("text", "").strip()), data.get("file") is not None
        if has_text and has_file:
            self.add_error("text", TOO_MUCH)
        elif not has_text and not has_file and not self.errors:
            self.add_error("text", NOTHING)
        return data


class MastheadForm(forms.Form):
    """The head of a directive."""

    title = forms.CharField(label="标题", max_length=200)
    issuer = forms.CharField(label="发文机关", required=False, max_length=120)
    issued_on = _day("成文日期", "改动后，待定任务的完成时限按它重新推算；已确认或改过的不动")


class WordingForm(forms.Form):
    """The columns of a proposal."""

    title = forms.CharField(
        label="重点任务", max_length=200, widget=forms.Textarea(attrs={"rows": 2, "class": "short"})
    )
    measures = forms.CharField(
        label="具体措施", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2, "class": "short"})
    )
    lead = forms.CharField(label="牵头单位", required=False, max_length=200)
    responsible = forms.CharField(label="责任单位", required=False, max_length=300)
    due_on = _day("完成时限")
    cadence_unit = forms.ChoiceField(label="周期", required=False, choices=CADENCES)
    quantity = forms.CharField(label="数量", required=False, max_length=80)
    deliverable = forms.CharField(label="交付", required=False, max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # Django's signature
        super().__init__(*args, **kwargs)
        unit = self.initial.get("cadence_unit", "")
        field = self.fields["cadence_unit"]
        if isinstance(field, forms.ChoiceField) and unit not in dict(CADENCES):
            field.choices = [*CADENCES, (unit, unit)]

    def wording(self) -> Wording:
        """Return what was typed."""
        return Wording(**self.cleaned_data)


class CutForm(forms.Form):
    """Where to cut a proposal in two."""

    at = forms.TypedChoiceField(label="从哪里拆开", coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, cuts: Sequence[Cut], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        field = self.fields["at"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = [(cut.at, f"{cut.before} ┃ {cut.after}") for cut in cuts]
            field.initial = next((cut.at for cut in cuts if cut.is_strong), cuts[0].at if cuts else None)


class AddForm(forms.Form):
    """Words of the text to be listed: their place as the page counts it, or the words themselves."""

    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    quote = forms.CharField(
        label="要列为任务的原句", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


def first_error(form: forms.Form) -> str:
    """Return the first thing wrong with a form, for a page that has one line for it."""
    return next((str(error) for errors in form.errors.values() for error in errors), "")
