"""A letter of application, a review, and taking an admission back."""

from django import forms
from django.db.models import QuerySet

from dangjian.affairs.admissions.models import About
from dangjian.affairs.people.models import Person
from dangjian.procedures.cases.turns import DayField


class LetterForm(forms.Form):
    """Who applied, when they were born, and the day of the letter."""

    name = forms.CharField(label="姓名", max_length=30, required=False, help_text="名册上没有的，写姓名")
    born_on = DayField("出生日期", help_text="年满18岁才可以申请；名册上已有的不用填", required=False)
    applied_on = DayField("递交申请书的日期")
    field_order = ("person", "name", "born_on", "applied_on")

    def __init__(self, data: object = None, *, people: "QuerySet[Person]", initial: dict[str, object]) -> None:
        super().__init__(data, initial=initial)  # type: ignore[arg-type]  # POST or nothing
        self.fields["person"] = forms.ModelChoiceField(
            label="名册上的人员", queryset=people, empty_label="不在名册上", to_field_name="public_id", required=False
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, object]:
        """Ask for a name where nobody was chosen, and for a day of birth where none is known."""
        said: dict[str, object] = super().clean() or {}
        person = said.get("person")
        if person is None and not said.get("name"):
            self.add_error("name", "请选名册上的人员，或写姓名。")
        known = person.born_on if isinstance(person, Person) else None
        if not said.get("born_on") and not known and "born_on" not in self.errors:
            self.add_error("born_on", "请填出生日期，用来核对是否年满18岁。")
        said["born_on"] = said.get("born_on") or known
        return said


class OldFileForm(forms.Form):
    """A workbook of earlier admissions."""

    file = forms.FileField(
        label="选择文件",
        help_text=".xlsx、.xls、.csv，不超过 12 MB；表头要有“姓名”和各步骤的日期，在哪一行、列的先后都可以",
        error_messages={"required": "没有收到文件，请重新选择。"},
    )


class ReviewForm(forms.Form):
    """That a review was held, or a report received, and when."""

    about = forms.ChoiceField(label="登记什么", widget=forms.RadioSelect)
    day = DayField("哪天")

    def __init__(self, data: object = None, *, about: About | None, initial: dict[str, object]) -> None:
        super().__init__(data, initial=initial, auto_id="review_%s")  # type: ignore[arg-type]  # POST or nothing
        kinds = [about, About.REPORT] if about else [About.REPORT]
        self.fields["about"].choices = [(one.value, one.label) for one in kinds]  # type: ignore[attr-defined]  # a choice field
        if len(kinds) == 1:
            self.fields["about"].widget = forms.HiddenInput()
            self.initial["about"] = kinds[0].value


class WithdrawalForm(forms.Form):
    """Why the application is taken back."""

    words = forms.CharField(
        label="原因", max_length=200, widget=forms.Textarea(attrs={"rows": 2}), help_text="如：本人书面撤回申请"
    )
