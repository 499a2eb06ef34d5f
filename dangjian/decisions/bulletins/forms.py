"""What a person may type of a bulletin."""

from collections.abc import Sequence

from django import forms

from dangjian.decisions.bulletins.models import Bulletin, BulletinKind

Choices = Sequence[tuple[str, Sequence[tuple[str, str]]]]


class NewForm(forms.Form):
    """What the bulletin is about, which paper, and the day its figures stand for."""

    subject = forms.ChoiceField(label="通报什么", help_text="只列本单位的清单和方案目标。")
    kind = forms.ChoiceField(label="文种", choices=BulletinKind.choices, widget=forms.RadioSelect)
    as_of = forms.DateField(
        label="数字截至",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="选今天，按此刻的记录；选以前的日子，按当天结束时的记录。",
    )

    def __init__(self, *args: object, subjects: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        field = self.fields["subject"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "请选择"), *subjects]


def _text(label: str, rows: int, *, required: bool = False, advice: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, required=required, max_length=20_000, help_text=advice)


def _line(label: str, most: int, *, required: bool = False, advice: str = "") -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=most, help_text=advice)


_OUTLINE = "行首的“一、”“（一）”“1.”会排成公文的层次。"


class NoticeForm(forms.Form):
    """The words of a 通报."""

    title = _line("标题", 120, required=True)
    number = _line("发文字号", 40, advice="序号留空，编号后再填。")
    addressees = _line("主送", 200, required=True)
    body = _text("正文", 22, required=True, advice=_OUTLINE)
    signature = _line("落款", 60, required=True)


class BriefingForm(forms.Form):
    """The words of a 简报."""

    masthead = _line("简报名称", 30, required=True)
    issue = _line("期号", 10, advice="只填数字，如 12；留空则印出空位。")
    signature = _line("编印单位", 60, required=True)
    title = _line("标题", 120, required=True)
    note = _text("编者按", 4)
    body = _text("正文", 20, required=True, advice=_OUTLINE)
    reported_to = _line("报", 200)
    sent_to = _line("送", 200)
    distributed_to = _line("发", 200)


def wording_form(bulletin: Bulletin, data: object = None) -> NoticeForm | BriefingForm:
    """Return the form of a bulletin's kind, filled with its words."""
    form = NoticeForm if bulletin.kind == BulletinKind.NOTICE else BriefingForm
    own = {"title": bulletin.title, "addressees": bulletin.addressees, "number": bulletin.number}
    return form(data or None, initial=bulletin.words | own)  # type: ignore[arg-type]  # a QueryDict
