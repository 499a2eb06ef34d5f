"""What a person may type about village matters; nothing asks for a name."""

from datetime import date
from typing import Any, Final
from uuid import uuid4

from django import forms
from django.http import QueryDict

from dangjian.community.villages.rules import WAYS
from dangjian.community.villages.services import NamesFoundError
from dangjian.procedures.cases.turns import DayField, TurnForm
from dangjian.procedures.votes.rules import CAPTIONS, Motion
from dangjian.rulebook import Step

_UNITS: Final = {Motion.HOUSEHOLDS: "户"}
_NO_PERSON: Final = "所有人都能看到：不写身份证号、电话，不写个人和家庭的情况"


def _words(label: str, rows: int, most: int, help_text: str = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        help_text=help_text,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class OpenForm(forms.Form):
    """Words that everybody will read: a tick for each name of the village's people that stands in them."""

    def __init__(self, data: QueryDict | None = None, **more: Any) -> None:  # noqa: ANN401  # passed on
        super().__init__(data, **more)
        ticked = data.getlist("names") if data is not None else []
        self.fields["names"] = forms.MultipleChoiceField(
            label="可以公开的姓名", choices=[(name, name) for name in ticked], required=False,
            widget=forms.MultipleHiddenInput,
        )  # fmt: skip

    def ask_names(self, found: NamesFoundError) -> None:
        """Say which names stand in the words, and ask for a tick at each; those ticked before stay ticked."""
        ticks = [(name, name) for name in self.cleaned_data["names"]]
        ticks += [(one.name, str(one)) for one in found.names]
        self.fields["names"].widget = forms.CheckboxSelectMultiple()
        self.fields["names"].choices = ticks  # type: ignore[attr-defined]  # a choice field
        self.order_fields([name for name in self.fields if name != "names"])
        self.add_error(None, str(found))


class StartForm(OpenForm):
    """A matter: what, how, and whether secretary and head are one person."""

    errors_heading = "还没有提出"

    title = forms.CharField(label="事项", max_length=60, help_text="一句话，如“三组机耕道硬化”")
    plan = _words("方案要点", 5, 1000, f"做什么、花多少、怎么做。{_NO_PERSON}")
    is_one_head = forms.BooleanField(
        label="书记、主任一肩挑，提议与商议合并召开", required=False, help_text="不勾选，就分两步办"
    )


class PublishForm(OpenForm):
    """What everybody reads, where else it is posted, since when."""

    errors_heading = "还没有公开"

    def __init__(self, data: QueryDict | None = None, *, label: str, on: date) -> None:
        super().__init__(data, initial={"day": on, "ways": WAYS[:1]}, auto_id="publication_%s")
        self.on = on
        self.fields["words"] = _words(label, 4, 1000, _NO_PERSON)
        self.fields["ways"] = forms.MultipleChoiceField(
            label="还在哪里公开", choices=[(way, way) for way in WAYS], required=False,
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        self.fields["day"] = DayField("公开日期")

    def clean_day(self) -> date:
        """Refuse a day to come."""
        day: date = self.cleaned_data["day"]
        if day > self.on:
            raise forms.ValidationError("公开日期不能晚于今天。")
        return day


class WithdrawForm(forms.Form):
    """Why a matter is taken back."""

    words = _words("撤回的原因", 2, 300)


class TextForm(OpenForm):
    """The draft of the village rules: one clause a line."""

    errors_heading = "还没有保存"

    text = _words("村规民约", 18, 6000, "一条一行")


class AskForm(forms.Form):
    """A question, and two ticks. No name, no phone."""

    errors_heading = "还没有提交"

    words = _words("您要问什么", 5, 500, "不用留姓名、电话；请不要写别人的姓名、电话和家里的事")
    is_about_cadres = forms.BooleanField(label="问的是本村干部的事，请镇乡答复", required=False)
    may_publish = forms.BooleanField(label="同意把问题和答复公开在这一页上", required=False)
    ticket = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)  # Sent twice, it is still one question.


class AnswerForm(OpenForm):
    """The answer; whether it may be read by all is asked only where the asker agreed."""

    errors_heading = "还没有答复"

    words = _words("答复", 5, 1000, "提问的人凭查询页看到；不写身份证号、电话")
    is_open = forms.BooleanField(label="问题和答复里没有个人的事，一并公开", required=False, initial=True)

    def __init__(self, data: QueryDict | None = None, *, may_publish: bool) -> None:
        super().__init__(data)
        if not may_publish:
            del self.fields["is_open"]


class CycleForm(forms.Form):
    """How often accounts are disclosed."""

    is_finance_monthly = forms.BooleanField(label="集体财务往来较多，财务按月公布", required=False)


def turn_form(data: QueryDict | None, step: Step, on: date, known: dict[Motion, int | None]) -> TurnForm:
    """Make the form of a step; who may vote goes out filled, with where the number comes from."""
    form = TurnForm(data, step=step, on=on)
    told = {motion: number for motion, number in known.items() if number}
    if "entitled" in form.fields and told:
        first = Motion(step.motions[0])
        form.initial["entitled"] = told.get(first)
        form.fields["entitled"].help_text = "；".join(_told(motion, number) for motion, number in told.items())
    if step.vote:
        form.fields["ballots"].help_text = "举手表决的不用填"
    return form


def _told(motion: Motion, number: Any) -> str:  # noqa: ANN401  # a count that is there
    source = "名册上的正式党员" if motion is Motion.VILLAGE else f"上次{CAPTIONS[motion]}应到"
    return f"{source} {number} {_UNITS.get(motion, '人')}"
