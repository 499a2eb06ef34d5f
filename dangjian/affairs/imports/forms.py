"""What a person gives: a file, what its columns mean, a reason for the doubts that are taken."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms

from dangjian.affairs.imports.columns.vocabulary import NOT_KEPT, Vocabulary
from dangjian.affairs.imports.models import Kind
from dangjian.affairs.imports.reading.limits import MOST_BYTES

TOO_LARGE: Final = f"文件超过 {MOST_BYTES // 2**20} MB，没有读取。请删去图片后另存，或分成几个文件。"


class FileForm(forms.Form):
    """A roster to bring in."""

    kind = forms.ChoiceField(label="表里是什么", choices=Kind.choices, initial=Kind.PEOPLE)
    file = forms.FileField(
        label="选择文件", help_text="支持 .xlsx、.xls、.csv，不超过 12 MB；表头在哪一行、列叫什么名字都可以"
    )
    organization = forms.TypedChoiceField(label="导入到哪个党组织（含下级）", coerce=int)

    def __init__(self, *args: Any, bodies: Sequence[tuple[int, str]], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        field = self.fields["organization"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101  # declared above
        field.choices = bodies
        field.initial = bodies[0][0] if bodies else None
        if len(bodies) == 1:
            field.widget = forms.HiddenInput()


class ColumnsForm(forms.Form):
    """One choice a column: the field it holds, or that it is not imported."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        captions: Sequence[str],
        columns: dict[int, str],
        words: Vocabulary,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (NOT_KEPT, "不导入"),
            *((field.name, _caption(field.caption, field.is_needed)) for field in words.fields),
        ]
        for at, caption in enumerate(captions):
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=caption or f"第 {at + 1} 列（没有表头）", choices=choices, initial=columns.get(at, NOT_KEPT)
            )

    def chosen(self) -> dict[int, str]:
        """Return the field of each column."""
        return {int(name.removeprefix("column_")): value for name, value in self.cleaned_data.items()}


def _caption(caption: str, is_needed: bool) -> str:  # noqa: FBT001  # two words of one option
    return f"{caption}（必有）" if is_needed else caption


class ConfirmForm(forms.Form):
    """The reason for taking rows with doubts."""

    reason = forms.CharField(
        label="提醒照收的理由",
        max_length=200,
        error_messages={"required": "带提醒的行，照收的请写一条理由。没有写入，内容都还在。"},
    )

    def __init__(self, *args: Any, warnings: int, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = warnings > 0
