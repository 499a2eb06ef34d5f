"""What an officer types of an urgent notice, and to whom it goes."""

from django import forms

from dangjian.programme.tasks.forms.targets import TargetsForm

LONGEST_LINE = 120


class UrgentForm(TargetsForm):
    """Title, one line, and why it cannot wait for the morning."""

    title = forms.CharField(label="标题", max_length=60)
    line = forms.CharField(
        label="内容",
        max_length=LONGEST_LINE,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_LINE}),
        help_text="不超过120字，不写身份证号、手机号",
    )
    reason = forms.CharField(
        label="紧急事由", max_length=200, help_text="为什么不能等到下一个工作日 8:30，如：山洪预警、抢险救灾"
    )
