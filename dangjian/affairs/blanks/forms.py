"""What a person may type about a blank."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django import forms

from dangjian.affairs.blanks import catalogue
from dangjian.affairs.blanks.catalogue import SEQUENCE, Asked, Subject
from dangjian.affairs.blanks.models import PaperKind
from dangjian.affairs.blanks.plans import preset
from dangjian.affairs.blanks.proposals import Proposal
from dangjian.affairs.blanks.rows import Listing

EMPTY: Final = ("", "留空，不填")
ROW_NUMBER: Final = (SEQUENCE, "行的序号")
NO_REASON: Final = "要填的内容里有证件号码或电话，请写明用途，会记入操作日志。"


class UploadForm(forms.Form):
    """The superior's blank, and the body for which it is filled."""

    file = forms.FileField(
        label="上级的表",
        error_messages={"required": "没有收到文件：没有选文件，或文件超过 10 MB。请重新选择。"},
        help_text=".xlsx 或 .docx，不超过 10 MB；带宏、带密码、标有密级的不收",
    )
    organization = forms.TypedChoiceField(label="替哪个党组织填", coerce=int)

    def __init__(self, *args: Any, bodies: Sequence[tuple[int, str]], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        field = self.fields["organization"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101  # declared above
        field.choices = bodies
        field.initial = bodies[0][0] if bodies else None
        if len(bodies) == 1:
            field.widget = forms.HiddenInput()


class PlanForm(forms.Form):
    """Which fact goes into which column of one table, whom its rows are about, and what sealed values are for."""

    table = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    listing = forms.ChoiceField(label="空行填谁", required=False)
    body = forms.CharField(
        label="填哪个党组织的党员", required=False, max_length=120, help_text="写党组织名称或简称，含所辖；不写就是本级"
    )
    person = forms.CharField(
        label="填哪位同志", required=False, max_length=120, help_text="写姓名；有同名的，在姓名后写党支部名称"
    )
    reason = forms.CharField(label="证件号码、电话的用途", required=False, max_length=100)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  # Django's signature
        proposal: Proposal,
        start: Mapping[str, str],
        must_say_why: bool = False,
        listings: Sequence[Listing],
        asked: Asked,
        path: str,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        first = {"table": proposal.number, "listing": listings[0].value if listings else ""}
        kwargs["initial"] = {**first, **start}
        super().__init__(*args, **kwargs)
        self._proposal = proposal
        self._must_say_why = must_say_why
        self.fields["person"].required = proposal.is_card and proposal.subject is Subject.PERSON
        if proposal.is_card and proposal.subject is Subject.BODY:
            self.fields["body"].label, self.fields["body"].help_text = "填哪个党组织", "写名称或简称；不写就是本级"
        self._sealed = {key for key, fact in proposal.facts.items() if fact.is_sealed}
        choices = _choices(proposal, may_reveal=asked.actor.may(catalogue.REVEAL, path))
        offered = {key for _, group in choices[2:] for key, _ in group} | {SEQUENCE}
        if proposal.is_card:
            choices.remove(ROW_NUMBER)
        for place, match in enumerate(proposal.matches):
            key = preset(match.key, match.confidence)
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=" / ".join(proposal.layout.columns[place].path) or f"第 {place + 1} 列",
                required=False, choices=choices, initial=key if key in offered else "",
            )  # fmt: skip
        listing = self.fields["listing"]
        assert isinstance(listing, forms.ChoiceField)  # noqa: S101  # declared above
        listing.choices = [(one.value, one.caption) for one in listings]

    def columns(self) -> dict[int, str]:
        """Return the keys chosen by column, also of a form that is not valid or not sent."""
        found = {}
        for place in range(len(self._proposal.matches)):
            bound = self[f"column_{place}"]
            key = str(bound.value() or "")
            if key:
                found[place] = key
        return found

    def clean(self) -> dict[str, Any]:
        """Ask what sealed values are for."""
        data = super().clean() or {}
        chosen = {value for name, value in data.items() if name.startswith("column_")}
        if (self._must_say_why or chosen & self._sealed) and not data.get("reason", "").strip():
            self.add_error("reason", NO_REASON)
        return data

    def chosen(self) -> dict[int, str]:
        """Return the keys of facts by column, of a valid form."""
        keys = {place: self.cleaned_data[f"column_{place}"] for place in range(len(self._proposal.matches))}
        return {place: key for place, key in keys.items() if key}


def _choices(proposal: Proposal, *, may_reveal: bool) -> list[Any]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for key, fact in proposal.facts.items():
        if may_reveal or not fact.is_sealed:
            groups.setdefault(fact.group, []).append((key, fact.caption))
    return [EMPTY, ROW_NUMBER, *groups.items()]


def bound_columns(form: PlanForm) -> Iterator[tuple[int, forms.BoundField]]:
    """Yield the field of each column."""
    for name in form.fields:
        if name.startswith("column_"):
            yield int(name.removeprefix("column_")), form[name]


class PaperForm(forms.Form):
    """Which form to print, and whether ID numbers and phones stand in it."""

    kind = forms.ChoiceField(
        label="打印哪一种", choices=PaperKind.choices, initial=PaperKind.ROSTER, widget=forms.RadioSelect
    )
    is_revealing = forms.BooleanField(label="写上公民身份证号和电话", required=False)
    reason = forms.CharField(
        label="用途", required=False, max_length=100, help_text="写上证件号码和电话时必填，记入操作日志，本人能看到"
    )

    def __init__(self, *args: Any, may_reveal: bool, **kwargs: Any) -> None:  # noqa: ANN401  # Django's signature
        super().__init__(*args, **kwargs)
        self._may_reveal = may_reveal

    def clean(self) -> dict[str, Any]:
        """Ask for the right and the reason where numbers are wanted."""
        data = super().clean() or {}
        if data.get("is_revealing") and not self._may_reveal:
            self.add_error("is_revealing", "您没有查看证件号码和电话的权限，请去掉这一项再做。")
        elif data.get("is_revealing") and not data.get("reason", "").strip():
            self.add_error("reason", "请写明用途。")
        return data
