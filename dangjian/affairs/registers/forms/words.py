"""Why not, in a line; and a filled workbook."""

from django import forms

from dangjian.affairs.registers.models import Why


class ReasonForm(forms.Form):
    """Why, in a line."""

    errors_heading = "还没有保存"

    reason = forms.CharField(
        label="原因", max_length=200, error_messages={"required": "请用一句话写明原因，对方能看到。"}
    )


class AbsenceForm(forms.Form):
    """There is nothing to list, or why it comes later."""

    errors_heading = "还没有保存"

    why = forms.ChoiceField(label="情况", choices=Why.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label="说明", max_length=200, required=False, help_text="暂时填不了的，写一句什么时候能填；没有的可以不写"
    )


class UploadForm(forms.Form):
    """The workbook that was put out and filled."""

    errors_heading = "还没有导入"

    file = forms.FileField(label="填好的表格", help_text="用“导出表格”导出的那张填；.xlsx、.xls、.csv 都行")
