"""What a person may type to sign in, and why a card or slip is issued."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import QueryDict

from dangjian.affairs.accounts import rules
from dangjian.foundation.time import today

# Django's own translation of the first is English where the plural differs.
_WEAK = {
    "password_too_short": "密码不够长：不少于 10 位。",
    "password_too_common": "这个密码太常见，容易被猜到，请换一个。",
}
_PIN = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "6", "class": "big-digits", "pattern": "[0-9]*"}


class EntryForm(forms.Form):
    """A form by which someone comes in: what was typed in secret is not kept."""

    errors_heading = "还没有登录"
    errors_advice = "请按下面的提示再试。"


class SignInForm(EntryForm):
    """A login name and a password."""

    login = forms.CharField(
        label="登录名",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label="密码",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PinForm(EntryForm):
    """The PIN of a remembered phone."""

    pin = forms.CharField(label="6 位数字口令", max_length=6, widget=forms.PasswordInput(attrs=_PIN))


class CodeForm(EntryForm):
    """The digits printed on a card."""

    key = forms.CharField(
        label="登录卡上的 12 位数字",
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "big-digits"}),
    )


class NewPhoneForm(EntryForm):
    """The card that was opened, and the PIN chosen for this phone, twice."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    pin = forms.CharField(
        label="给这部手机定一个 6 位数字口令",
        help_text="以后在这部手机上登录只输这 6 位数字。不要用 123456、111111 或生日。",
        max_length=6,
        widget=forms.PasswordInput(attrs=_PIN),
    )
    pin_again = forms.CharField(label="再输一遍", max_length=6, widget=forms.PasswordInput(attrs=_PIN))

    def clean_pin(self) -> str:
        """Refuse what is easily guessed."""
        pin: str = self.cleaned_data["pin"]
        complaint = rules.pin_complaint(pin, today())
        if complaint:
            raise forms.ValidationError(complaint)
        return pin

    def clean(self) -> dict[str, Any]:
        """Refuse two different PINs."""
        typed: dict[str, Any] = super().clean() or {}
        if "pin" in typed and typed["pin"] != typed.get("pin_again"):
            self.add_error("pin_again", "两次输入不一样，请再输一遍。")
        return typed


class SlipCodeForm(EntryForm):
    """The code printed on an activation slip."""

    errors_heading = "账号还没有激活"

    key = forms.CharField(
        label="激活单上的 12 位激活码",
        help_text="字母不分大小写，横线可以不输。",
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "big-code"}
        ),
    )


class ActivationForm(EntryForm):
    """The slip that was opened, the login name, and the first password, twice."""

    errors_heading = "账号还没有激活"

    key = forms.CharField(max_length=60, widget=forms.HiddenInput)
    login = forms.CharField(
        label="登录名",
        help_text="平台按姓名拼音拟的，可以改。请记住它。",
        max_length=rules.LOGIN_LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label="给自己定一个密码",
        help_text="不少于 10 位，不要用常见的词或生日。可以是几个字词连起来，如一句话的拼音。",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label="再输一遍密码",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_login(self) -> str:
        """Take a login name as sign-in will compare it."""
        return str(self.cleaned_data["login"]).strip().lower()

    def clean(self) -> dict[str, Any]:
        """Refuse two different passwords, and those that are easily guessed."""
        typed: dict[str, Any] = super().clean() or {}
        _check_new_password(self, typed)
        if "password" in typed and typed["password"] == typed.get("login"):
            self.add_error("password", "密码不能与登录名一样，请换一个。")
        return typed


def _check_new_password(form: forms.Form, typed: dict[str, Any]) -> None:
    if "password" not in typed:
        return
    if typed["password"] != typed.get("password_again"):
        form.add_error("password_again", "两次输入不一样，请再输一遍。")
        return
    try:
        validate_password(typed["password"])
    except forms.ValidationError as weak:
        for one in weak.error_list:
            form.add_error("password", _WEAK.get(str(one.code), "") or one)


class PasswordForm(EntryForm):
    """The password of now, where there is one, and a new one, twice."""

    errors_heading = "密码还没有改"

    current = forms.CharField(
        label="现在的密码",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = forms.CharField(
        label="新密码",
        help_text="不少于 10 位，不要用常见的词或生日。",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label="再输一遍新密码",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, data: QueryDict | None, *, has_password: bool) -> None:
        super().__init__(data)
        if not has_password:
            del self.fields["current"]

    def clean(self) -> dict[str, Any]:
        """Refuse two different passwords, and those that are easily guessed."""
        typed: dict[str, Any] = super().clean() or {}
        _check_new_password(self, typed)
        return typed


class CardForm(forms.Form):
    """Why a further card is issued."""

    reason = forms.CharField(
        label="发卡事由",
        required=False,
        max_length=120,
        help_text="第一次发卡可不填；再次发卡须写明，如“换了手机”。",
    )

    def __init__(self, data: QueryDict | None, *, is_further: bool) -> None:
        super().__init__(data)
        self.fields["reason"].required = is_further


class SlipsForm(forms.Form):
    """Whom slips are printed for, of those on the page, and why where it is not the first time."""

    people = forms.MultipleChoiceField(
        error_messages={
            "required": "没有勾选人员，没有印激活单。请勾选后再印。",
            "invalid_choice": "勾选的人员有变动，没有印激活单。请刷新后再印。",
        }
    )
    reason = forms.CharField(
        label="补发事由",
        required=False,
        max_length=120,
        help_text="第一次发可不填；补发须写明，如“忘记密码”。",
    )

    def __init__(self, data: QueryDict | None, people: Iterable[str]) -> None:
        super().__init__(data)
        field = self.fields["people"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(one, one) for one in people]


class ReasonForm(forms.Form):
    """Why an account is changed."""

    reason = forms.CharField(label="事由", max_length=120, help_text="写入操作日志，本级审计管理员可见。")
