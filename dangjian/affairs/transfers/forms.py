"""What a branch types to start a transfer, and what is typed at each step."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile

from dangjian.affairs.members.models import Category
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.rules import Unreadable, read_id_number
from dangjian.affairs.transfers.models import Reason
from dangjian.affairs.transfers.rules import month_words

FORMATS: Final = ["%Y-%m-%d", "%Y年%m月%d日", "%Y.%m.%d", "%Y/%m/%d"]
MONTHS: Final = 8
LONGEST: Final = 200


class DayField(forms.DateField):
    """A day; refuses with the ways it can be written."""

    def __init__(self, *, label: str, required: bool = True, help_text: str = "") -> None:
        super().__init__(
            label=label,
            required=required,
            help_text=help_text,
            input_formats=FORMATS,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"invalid": "认不出这个日期，请写成 2026年12月20日。"},
        )


def months_back(on: date) -> list[tuple[str, str]]:
    """Return this month and those before it, as choices."""
    found = []
    for back in range(MONTHS):
        total = on.year * 12 + on.month - 1 - back
        day = date(total // 12, total % 12 + 1, 1)
        found.append((day.isoformat(), month_words(day)))
    return found


class StartForm(forms.Form):
    """Where to, why, and until when dues are paid: the person is known."""

    target = forms.CharField(
        label="转往哪个党支部",
        max_length=120,
        help_text="写名称里的几个字，从找到的里面选；对方不在本平台的，写党组织全称并勾选下一项。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    body = forms.ChoiceField(label="选一个", required=False, widget=forms.RadioSelect)
    is_outside = forms.BooleanField(label="对方不在本平台，按所写名称登记", required=False)
    reason = forms.ChoiceField(label="原因", choices=Reason.choices)
    words = forms.CharField(label="说明", max_length=LONGEST, required=False)
    dues = forms.ChoiceField(label="党费缴至")

    def __init__(self, data: Any = None, *, found: Sequence[Organization], on: date) -> None:  # noqa: ANN401  # a QueryDict
        super().__init__(data)
        self.found = {str(body.public_id): body for body in found}
        self.fields["body"].choices = [(key, _named(body)) for key, body in self.found.items()]  # type: ignore[attr-defined]  # a choice field
        choices = months_back(on)
        self.fields["dues"].choices = choices  # type: ignore[attr-defined]  # a choice field
        self.fields["dues"].initial = choices[1][0]

    def clean(self) -> dict[str, Any]:
        """Find the one branch that is meant."""
        typed: dict[str, Any] = super().clean() or {}
        typed["to_body"] = None
        if typed.get("is_outside") or "target" not in typed:
            return typed
        chosen = typed.get("body") or (next(iter(self.found)) if len(self.found) == 1 else "")
        if chosen:
            typed["to_body"] = self.found[chosen]
        elif self.found:
            self.add_error("body", "找到不止一个，请选一个。")
        else:
            self.add_error("target", "本平台没有找到这个党支部。请换几个字；对方不在本平台的，请写全称并勾选下面一项。")
        return typed


def _named(body: Organization) -> str:
    return f"{body.short_name}（{body.parent.short_name}）" if body.parent else body.short_name


class PapersForm(forms.Form):
    """The papers of a step, ticked as seen, and a remark."""

    papers = forms.MultipleChoiceField(
        label="已核对的材料",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "还缺材料，没有改动。请核对齐全后勾选。"},
    )
    words = forms.CharField(label="说明", max_length=LONGEST, required=False)

    def __init__(self, data: Any = None, *, papers: Sequence[str], **more: Any) -> None:  # noqa: ANN401  # a QueryDict
        super().__init__(data, **more)
        if papers:
            self.fields["papers"].choices = [(paper, paper) for paper in papers]  # type: ignore[attr-defined]  # a choice field
        else:
            del self.fields["papers"]


class ReceiptForm(PapersForm):
    """The day on which the member reported, or the receipt came."""

    arrived_on = DayField(label="报到日期")
    field_order = ["arrived_on", "papers", "words"]

    def __init__(self, data: Any = None, *, papers: Sequence[str], caption: str, **more: Any) -> None:  # noqa: ANN401  # a QueryDict
        super().__init__(data, papers=papers, **more)
        self.fields["arrived_on"].label = caption


class SendForm(forms.Form):
    """The letter's number, and the word that posts end."""

    letter_number = forms.CharField(
        label="介绍信编号", max_length=40, help_text="以全国系统或介绍信存根上的编号为准", required=False
    )
    ends_posts = forms.BooleanField(label="随转出免去上列职务", required=False)
    words = forms.CharField(label="说明", max_length=LONGEST, required=False)

    def __init__(self, data: Any = None, *, has_letter: bool, titles: str, is_again: bool, **more: Any) -> None:  # noqa: ANN401  # a QueryDict
        super().__init__(data, **more)
        self.fields["letter_number"].required = has_letter
        self.fields["words"].required = is_again
        if is_again:
            self.fields["words"].label = "重新开具的理由"
        if not has_letter:
            del self.fields["letter_number"]
        if titles:
            self.fields["ends_posts"].label = f"随转出免去：{titles}"
        else:
            del self.fields["ends_posts"]


class InwardForm(forms.Form):
    """Someone who comes from outside: what the letter says, and which branch takes them."""

    body = forms.ChoiceField(label="编入哪个党支部")
    name = forms.CharField(label="姓名", max_length=60)
    id_number = forms.CharField(
        label="公民身份证号", max_length=18, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    category = forms.ChoiceField(
        label="人员类别", choices=[(one.value, one.label) for one in (Category.FULL, Category.PROBATIONARY)]
    )
    joined_on = DayField(label="加入党组织日期")
    confirmed_on = DayField(label="转为正式党员日期", required=False)
    from_name = forms.CharField(label="转出党组织全称", max_length=120)
    letter_number = forms.CharField(label="介绍信编号", max_length=40)
    sent_on = DayField(label="介绍信日期")
    valid_until = DayField(label="有效期至")
    reason = forms.ChoiceField(label="原因", choices=Reason.choices)
    file = forms.FileField(
        label="全国系统导出的表（.xlsx）或转接信息（.json）",
        required=False,
        help_text="有表的先选表，点“从表里读出”，只核对、不用再填",
    )

    def __init__(self, data: Any = None, *, bodies: Sequence[Organization], on: date, **more: Any) -> None:  # noqa: ANN401  # a QueryDict
        super().__init__(data, **more)
        self.on = on
        self.bodies = {str(body.public_id): body for body in bodies}
        self.fields["body"].choices = [(key, body.short_name) for key, body in self.bodies.items()]  # type: ignore[attr-defined]  # a choice field

    def clean_id_number(self) -> str:
        """Read the number by its check digit."""
        try:
            return read_id_number(self.cleaned_data["id_number"], on=self.on).text
        except Unreadable as wrong:
            raise forms.ValidationError(str(wrong)) from None

    @property
    def facts(self) -> dict[str, str]:
        """What is known of the person, as records take it."""
        typed = self.cleaned_data
        return {
            "id_number": typed["id_number"],
            "joined_on": typed["joined_on"].isoformat(),
            "confirmed_on": typed["confirmed_on"].isoformat() if typed["confirmed_on"] else "",
        }


class PacketForm(forms.Form):
    """A workbook from the national system, or a JSON packet."""

    file = forms.FileField(label="从全国系统导出的表（.xlsx）或转接信息（.json）")

    def content(self) -> tuple[bytes, str]:
        """Return the file and its name."""
        upload: UploadedFile[bytes] = self.cleaned_data["file"]
        return upload.read(), upload.name or ""
