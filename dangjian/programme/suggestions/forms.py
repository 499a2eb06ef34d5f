"""What is said, what is replied, and whether it helped."""

from django import forms

from dangjian.programme.suggestions.models import Outcome


class SayForm(forms.Form):
    """Words, and whether one puts one's name to them; the page one came from is known."""

    errors_heading = "还没有提交"

    words = forms.CharField(
        label="意见或建议",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="哪里不方便、哪里重复、哪里不对，照实说。请不要写身份证号、手机号。",
        error_messages={"required": "请写上意见或建议。"},
    )
    is_signed = forms.BooleanField(label="署上我的姓名和职务", required=False)
    page = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)


class ReplyForm(forms.Form):
    """What is done about it, in words."""

    errors_heading = "还没有答复"

    outcome = forms.ChoiceField(label="结果", choices=Outcome.choices, initial=Outcome.ADOPTED)
    words = forms.CharField(
        label="答复",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="采纳的写明怎么改、什么时候改；说明情况的写明为什么。",
        error_messages={"required": "请写明怎么处理，提出人能看到。"},
    )


class UnhelpfulForm(forms.Form):
    """Why a reply did not help."""

    errors_heading = "还没有保存"

    words = forms.CharField(
        label="哪里没有解决", max_length=300, error_messages={"required": "请写一句哪里没有解决，好让答复的人知道。"}
    )
