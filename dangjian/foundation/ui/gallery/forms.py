"""Forms for the gallery: one of every kind of field."""

from django import forms

FIELDS_OF_WORK = [("village", "农村"), ("community", "社区"), ("office", "机关"), ("school", "学校")]


class TaskForm(forms.Form):
    """A form with sources beside what came filled in."""

    title = forms.CharField(label="任务名称", max_length=60, help_text="写清做什么、做到什么程度，60 字以内")
    lead = forms.ChoiceField(
        label="牵头单位", choices=[("1", "县委组织部"), ("2", "县委社会工作部"), ("3", "县直机关工委")]
    )
    due_on = forms.DateField(label="完成时限", widget=forms.DateInput(attrs={"type": "date"}))
    measures = forms.CharField(label="具体措施", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    fields_of_work = forms.MultipleChoiceField(
        label="下达到哪些领域", choices=FIELDS_OF_WORK, required=False, widget=forms.CheckboxSelectMultiple
    )
    cadence = forms.ChoiceField(
        label="办理方式", choices=[("once", "一次办结"), ("quarter", "每季度一次")], widget=forms.RadioSelect
    )
    is_urgent = forms.BooleanField(label="作为紧急通知发出（不受夜间免打扰限制）", required=False)
    paper = forms.FileField(label="附件", required=False, help_text="不传也可以")

    sources = {"lead": "来自《年度重点任务清单》第 12 项，可改", "due_on": "来自原文“年底前”"}


def opened() -> TaskForm:
    """Return the form as it opens, filled with what is known."""
    return TaskForm(initial={"lead": "2", "due_on": "2026-12-31", "cadence": "once", "fields_of_work": ["village"]})


def with_errors() -> TaskForm:
    """Return the form as it comes back with errors, what was typed kept."""
    form = TaskForm({"title": "", "lead": "9", "due_on": "2026-02-30", "measures": "逐村走访，列出问题", "cadence": ""})
    form.is_valid()
    form.add_error(None, "完成时限早于下达之日，收到的单位已经来不及办。")
    return form
