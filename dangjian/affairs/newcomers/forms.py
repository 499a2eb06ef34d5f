"""What a person may type about firms and societies."""

from collections.abc import Iterable
from typing import Any

from django import forms

from dangjian.affairs.imports.reading.limits import MOST_BYTES
from dangjian.affairs.newcomers.models import Condition, Decision
from dangjian.affairs.newcomers.rules import CAPTIONS
from dangjian.affairs.newcomers.services import Known
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ui.days import DayField


class ProfileForm(forms.Form):
    """What is known of a unit; members are asked only where no roll counts them."""

    staff = forms.IntegerField(label="从业人数", min_value=0, max_value=999_999, required=False)
    members = forms.IntegerField(
        label="正式党员人数",
        min_value=0,
        max_value=9999,
        required=False,
        help_text="在本单位工作的都算",
    )
    instructor = forms.CharField(
        label="党建指导员（联络员）", max_length=40, required=False, help_text="姓名；没有的空着"
    )
    instructed_since = DayField(label="从哪天起指导", required=False)
    has_union = forms.BooleanField(label="有工会", required=False)
    has_league = forms.BooleanField(label="有共青团组织", required=False)

    def __init__(self, *args: Any, counts_members: bool, **kwargs: Any) -> None:  # noqa: ANN401  # Django's signature
        super().__init__(*args, **kwargs)
        if counts_members:
            del self.fields["members"]

    def known(self) -> Known:
        """Return what was typed, of a valid form."""
        return Known(**self.cleaned_data)


class ConditionForm(forms.Form):
    """Whether a unit operates."""

    condition = forms.ChoiceField(label="经营状况", choices=Condition.choices)
    reason = forms.CharField(label="不计入的原因", max_length=200, required=False, help_text="实体运营的不用写")


class ListingForm(forms.Form):
    """A list that came from those who register firms or societies."""

    field = forms.ChoiceField(label="名单里是什么", choices=list(CAPTIONS.items()))
    source = forms.CharField(label="谁给的名单", max_length=80, initial="县市场监督管理局")
    made_on = DayField(label="名单截至哪天")
    file = forms.FileField(
        label="选择文件",
        error_messages={"required": f"没有收到文件：没有选文件，或文件超过 {MOST_BYTES // 2**20} MB。请重新选择。"},
        help_text="支持 .xlsx、.xls、.csv；要有名称、统一社会信用代码两列，其他列有就用，没有不用补",
    )


class AdmissionForm(forms.Form):
    """Which committee answers for a unit that is new."""

    answering = forms.ChoiceField(label="由哪个党组织负责")

    def __init__(self, *args: Any, bodies: Iterable[Organization], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["answering"].choices = [(str(body.public_id), body.short_name) for body in bodies]  # type: ignore[attr-defined]  # a ChoiceField


class DecisionForm(forms.Form):
    """What becomes of a line that is not written down."""

    decision = forms.ChoiceField(label="怎么处理")
    words = forms.CharField(label="理由", max_length=200)

    def __init__(self, *args: Any, has_unit: bool, **kwargs: Any) -> None:  # noqa: ANN401  # Django's signature
        super().__init__(*args, **kwargs)
        offered = (Decision.LEFT_OUT, Decision.KEPT) if has_unit else (Decision.DECLINED,)
        self.fields["decision"].choices = [(one.value, one.label) for one in offered]  # type: ignore[attr-defined]  # a ChoiceField
