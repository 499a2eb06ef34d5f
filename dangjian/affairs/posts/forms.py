"""What a person types about posts and who holds them."""

from collections.abc import Sequence
from typing import Final

from django import forms

from dangjian.affairs.accounts.roles import CAPTIONS, Role
from dangjian.affairs.posts.queries import Candidate
from dangjian.foundation.ui.days import DayField

_PAPER: Final = "文号、会议或决定，写一行；没有文件的可以空着"


class PostForm(forms.Form):
    """A new post of a body."""

    title = forms.CharField(label="职务名称", max_length=60, help_text="照平常的叫法，如 党支部副书记、组织委员")
    role = forms.ChoiceField(label="在平台上做什么", help_text="决定这个职务能看什么、办什么")
    office = forms.CharField(
        label="机构", max_length=40, required=False, help_text="只在县委机构的职务上填，如 县委组织部"
    )
    seats = forms.IntegerField(label="职数", min_value=1, max_value=30, initial=1)

    def __init__(self, data: object = None, *, roles: Sequence[Role], has_offices: bool) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # POST or nothing
        self.fields["role"].choices = [(role.value, CAPTIONS[role]) for role in roles]  # type: ignore[attr-defined]
        if not has_offices:
            del self.fields["office"]


class AppointmentForm(forms.Form):
    """Who, from which day, on what paper."""

    person = forms.ChoiceField(label="任职人", widget=forms.RadioSelect, error_messages={"required": "请选一位同志。"})
    since = DayField(label="任职日期")
    until = DayField(label="任职截止", required=False, help_text="没有截止日的空着；有任期的到届满再办")
    basis = forms.CharField(label="任职依据", max_length=120, required=False, help_text=_PAPER)
    replacing = forms.BooleanField(label="接任", required=False)

    def __init__(
        self, data: object = None, *, found: Sequence[Candidate], sitting: str, initial: object = None
    ) -> None:
        super().__init__(data, initial=initial)  # type: ignore[arg-type]  # POST or nothing
        choices = [(str(one.person.public_id), one.words) for one in found]
        self.fields["person"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        if sitting:
            self.fields["replacing"].label = f"接任：{sitting}同日免去"
        else:
            del self.fields["replacing"]


class EndingForm(forms.Form):
    """The first day without the post, and the paper."""

    on = DayField(label="免职日期", help_text="从这一天起不再担任，权限同时停止")
    basis = forms.CharField(label="免职依据", max_length=120, required=False, help_text=_PAPER)


class CorrectionForm(forms.Form):
    """What the appointment should have said, and why."""

    since = DayField(label="任职日期")
    until = DayField(label="免职日期", required=False, help_text="还在任的空着")
    basis = forms.CharField(label="任职依据", max_length=120, required=False)
    reason = forms.CharField(label="更正的理由", max_length=200)


class StrikingForm(forms.Form):
    """Why the record is taken back."""

    reason = forms.CharField(label="撤销的理由", max_length=200)


class OfficeForm(forms.Form):
    """One of the platform's own administrators."""

    role = forms.ChoiceField(
        label="职务",
        choices=[(role.value, CAPTIONS[role]) for role in (Role.SYSTEM_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR)],
    )
    login = forms.CharField(label="登录名", max_length=40, help_text="这位同志现有账号的登录名")
    since = DayField(label="任职日期")
    basis = forms.CharField(label="任职依据", max_length=120, help_text="文号、会议或决定，写一行")
