"""What a person types about terms and elections."""

from collections.abc import Sequence
from typing import Final

from django import forms

from dangjian.affairs.people.models import Person
from dangjian.affairs.posts.models import Post
from dangjian.affairs.terms.models import Candidate, Method
from dangjian.foundation.ui.days import DayField

_PAPER: Final = "文号、会议或决定，写一行"
_LARGEST: Final = 100_000


def _number(label: str, *, least: int = 0, help_text: str = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=_LARGEST, help_text=help_text)


class TermForm(forms.Form):
    """A term that was elected before the platform knew of it."""

    elected_on = DayField(label="选举日期")
    number = forms.IntegerField(label="届次", min_value=1, max_value=99, required=False, help_text="如 3；不清楚的空着")
    basis = forms.CharField(label="依据", max_length=120, required=False, help_text=_PAPER)


class CorrectionForm(TermForm):
    """What the term should have said, and why."""

    reason = forms.CharField(label="更正的理由", max_length=200)


class RequestForm(forms.Form):
    """Until when, and why."""

    to_day = DayField(label="申请换届日期")
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class AnswerForm(forms.Form):
    """The superior's answer to a request."""

    granted = forms.TypedChoiceField(
        label="批复",
        choices=(("1", "同意"), ("0", "不同意")),
        widget=forms.RadioSelect,
        coerce=lambda value: value == "1",
        error_messages={"required": "请选同意或不同意。"},
    )
    basis = forms.CharField(label="批复文号", max_length=120, required=False, help_text=f"同意的必填。{_PAPER}")
    words = forms.CharField(label="说明", max_length=300, required=False, help_text="不同意的必填理由")


class ElectionForm(forms.Form):
    """An election to be held or just held."""

    held_on = DayField(label="选举日期")
    method = forms.ChoiceField(label="选举方式", choices=Method.choices, initial=Method.CONGRESS)
    is_renewal = forms.TypedChoiceField(
        label="类别",
        choices=(("1", "换届选举"), ("0", "补选（届期不变）")),
        coerce=lambda value: value == "1",
        initial="1",
    )
    number = forms.IntegerField(label="届次", min_value=1, max_value=99, required=False)
    seats = forms.IntegerField(label="应选人数", min_value=1, max_value=60)
    basis = forms.CharField(label="候选人预备人选批复", max_length=120, required=False, help_text=_PAPER)


class NomineesForm(forms.Form):
    """Who stands."""

    people = forms.MultipleChoiceField(
        label="候选人",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "还没有选候选人。"},
    )

    def __init__(self, data: object = None, *, found: Sequence[Person], standing: Sequence[str]) -> None:
        super().__init__(data, initial={"people": standing})  # type: ignore[arg-type]  # POST or nothing
        choices = [(str(person.public_id), person.name) for person in found]
        self.fields["people"].choices = choices  # type: ignore[attr-defined]  # a MultipleChoiceField


class ResultForm(forms.Form):
    """Counts of people and ballots; votes and posts stand beside the candidates."""

    roll = _number("有选举权的正式党员", least=1)
    present = _number("实到人数", least=1)
    handed_out = _number("发出选票", least=1)
    returned = _number("收回选票")
    shortage = forms.CharField(
        label="缺额怎么办",
        max_length=200,
        required=False,
        help_text="当选人数不足时填：再次投票、另行选举或经大会同意减少名额",
    )

    def __init__(
        self,
        data: object = None,
        *,
        reasons: Sequence[str],
        candidates: Sequence[Candidate],
        posts: Sequence[Post],
        initial: dict[str, object],
    ) -> None:
        super().__init__(data, initial=initial)  # type: ignore[arg-type]  # POST or nothing
        choices = [("", "——"), *((str(post.public_id), post.title) for post in posts)]
        for place, reason in enumerate(reasons):
            self.fields[f"reason{place}"] = forms.IntegerField(
                label=reason, min_value=0, max_value=_LARGEST, required=False
            )
        for one in candidates:
            self.fields[f"votes{one.pk}"] = _number(f"{one.person.name}得票")
            self.fields[f"post{one.pk}"] = forms.ChoiceField(
                label=f"{one.person.name}当选后任", choices=choices, required=False
            )


class ConfirmationForm(forms.Form):
    """The number of the approval."""

    basis = forms.CharField(label="批准文号", max_length=120, help_text=_PAPER)


class ReturnForm(forms.Form):
    """Why a result is sent back."""

    reason = forms.CharField(label="退回理由", max_length=200)
