"""What a person may type about bodies, what stands beside them, and units."""

from collections.abc import Iterable, Sequence

from django import forms

from dangjian.affairs.organizations.models import (
    AttachedKind,
    Field,
    Kind,
    Level,
    OwnKind,
    RelationKind,
    Sight,
)
from dangjian.affairs.organizations.rules import credit_code_fault
from dangjian.foundation.ui.days import DayField

Choices = Sequence[tuple[str, str]]


class DecreeForm(forms.Form):
    """By which document, from which day on."""

    basis = forms.CharField(label="依据", max_length=120, help_text="批复、通知的文号，写一行")
    on = DayField(label="生效日期", help_text="文件上的日期，今天或更早")


class RenamingForm(DecreeForm):
    """Another name."""

    name = forms.CharField(label="全称", max_length=120)
    short_name = forms.CharField(label="简称", max_length=40, help_text="列表和标题里用")

    field_order = ("name", "short_name", "basis", "on")


class CodeForm(forms.Form):
    """The code that the national system gave a body."""

    code = forms.CharField(
        label="全国系统党组织代码",
        max_length=40,
        required=False,
        help_text="照全国系统抄录，开头的 0 也写上；没有的空着",
    )


class AreaForm(DecreeForm):
    """A form with a choice of areas."""

    area = forms.ChoiceField(label="区划", required=False)

    def __init__(self, data: object = None, *, areas: Choices, initial: object = None) -> None:
        super().__init__(data, initial=initial)  # type: ignore[arg-type]  # POST or nothing
        self.fields["area"].choices = [("", "不另选"), *areas]  # type: ignore[attr-defined]  # a ChoiceField


class FoundingForm(AreaForm):
    """A new body under another."""

    name = forms.CharField(label="全称", max_length=120)
    short_name = forms.CharField(label="简称", max_length=40, help_text="列表和标题里用")
    kind = forms.ChoiceField(label="类别", choices=Kind.choices, initial=Kind.BRANCH)
    field = forms.ChoiceField(label="领域", choices=Field.choices)
    level = forms.ChoiceField(label="层级", choices=Level.choices, initial=Level.BASE)

    field_order = ("name", "short_name", "kind", "field", "level", "area", "basis", "on")


class DivisionForm(AreaForm):
    """A new branch out of another, and who goes there."""

    name = forms.CharField(label="新党组织全称", max_length=120)
    short_name = forms.CharField(label="简称", max_length=40, help_text="列表和标题里用")
    kind = forms.ChoiceField(label="类别", choices=Kind.choices, initial=Kind.BRANCH)
    people = forms.MultipleChoiceField(label="转入新党组织的党员", widget=forms.CheckboxSelectMultiple)

    field_order = ("name", "short_name", "kind", "area", "people", "basis", "on")

    def __init__(self, data: object = None, *, areas: Choices, people: Choices, initial: object = None) -> None:
        super().__init__(data, areas=areas, initial=initial)
        self.fields["people"].choices = people  # type: ignore[attr-defined]  # a MultipleChoiceField


class ConversionForm(AreaForm):
    """Another kind, field or area."""

    kind = forms.ChoiceField(label="类别", choices=Kind.choices)
    field = forms.ChoiceField(label="领域", choices=Field.choices)

    field_order = ("kind", "field", "area", "basis", "on")


class VillageForm(DecreeForm):
    """Which village is merged into this one."""

    area = forms.ChoiceField(
        label="哪个村并入", help_text="台账、网格、单位、驻村、试点跟着过来；以前填报、公开、统计的仍是原来的村"
    )

    field_order = ("area", "basis", "on")

    def __init__(self, data: object = None, *, areas: Choices, initial: object = None) -> None:
        super().__init__(data, initial=initial)  # type: ignore[arg-type]  # POST or nothing
        self.fields["area"].choices = [("", "请选择"), *areas]  # type: ignore[attr-defined]  # a ChoiceField


class TargetForm(DecreeForm):
    """Another body, chosen among those that a search found."""

    target = forms.ChoiceField(
        label="党组织", widget=forms.RadioSelect, error_messages={"required": "请先查找，再选一个党组织。"}
    )

    field_order: Iterable[str] | None = ("target", "basis", "on")

    def __init__(self, data: object = None, *, targets: Choices, label: str, initial: object = None) -> None:
        super().__init__(data, initial=initial)  # type: ignore[arg-type]  # POST or nothing
        self.fields["target"].choices = targets  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["target"].label = label


class RelationForm(TargetForm):
    """Who guides or contacts the body, and whether they may read there."""

    kind = forms.ChoiceField(label="关系", choices=RelationKind.choices, widget=forms.RadioSelect)
    sight = forms.ChoiceField(
        label="查看授权",
        choices=[("", "不授权查看"), *Sight.choices],
        required=False,
        help_text="授权后，对方能看党组织的职务可以看到这里；随时可以终止",
    )

    field_order = ("target", "kind", "sight", "basis", "on")


class OrderForm(forms.Form):
    """Before or after which neighbor."""

    body = forms.UUIDField(widget=forms.HiddenInput)
    beside = forms.UUIDField(widget=forms.HiddenInput)
    after = forms.BooleanField(required=False, widget=forms.HiddenInput)


class UnitForm(forms.Form):
    """A unit's facts."""

    name = forms.CharField(label="单位名称", max_length=120)
    credit_code = forms.CharField(
        label="统一社会信用代码", max_length=18, required=False, help_text="18 位，没有的空着"
    )
    field = forms.ChoiceField(label="领域", choices=Field.choices)
    area = forms.ChoiceField(label="区划", required=False)

    def __init__(self, data: object = None, *, areas: Choices, initial: object = None) -> None:
        super().__init__(data, initial=initial)  # type: ignore[arg-type]  # POST or nothing
        self.fields["area"].choices = [("", "不另选"), *areas]  # type: ignore[attr-defined]  # a ChoiceField

    def clean_credit_code(self) -> str:
        """Refuse a code whose last character does not prove the others."""
        code: str = self.cleaned_data["credit_code"].strip().upper()
        fault = credit_code_fault(code) if code else None
        if fault:
            raise forms.ValidationError(fault)
        return code


class AnsweringForm(forms.Form):
    """Which body answers for a unit, chosen among those that a search found."""

    target = forms.ChoiceField(
        label="改由谁负责", widget=forms.RadioSelect, error_messages={"required": "请先查找，再选一个党组织。"}
    )

    def __init__(self, data: object = None, *, targets: Choices) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # POST or nothing
        self.fields["target"].choices = targets  # type: ignore[attr-defined]  # a ChoiceField


class GridForm(forms.Form):
    """A grid or an estate."""

    name = forms.CharField(label="名称", max_length=60, help_text="如 第一网格、锦绣小区")
    kind = forms.ChoiceField(label="类别", choices=OwnKind.choices, widget=forms.RadioSelect)


class AttachedForm(DecreeForm):
    """A body beside the tree, and what it hangs on."""

    name = forms.CharField(label="名称", max_length=120)
    kind = forms.ChoiceField(label="类别", choices=AttachedKind.choices)
    hook = forms.ChoiceField(label="设在哪里", help_text="党组选单位，区域党委选区划，领导小组选其一")

    field_order = ("name", "kind", "hook", "basis", "on")

    def __init__(self, data: object = None, *, hooks: Sequence[tuple[str, Choices]], initial: object = None) -> None:
        super().__init__(data, initial=initial)  # type: ignore[arg-type]  # POST or nothing
        self.fields["hook"].choices = [("", "请选"), *hooks]  # type: ignore[attr-defined]  # a ChoiceField


class RenameAttachedForm(DecreeForm):
    """Another name of a body beside the tree."""

    name = forms.CharField(label="名称", max_length=120)

    field_order = ("name", "basis", "on")


class SeatForm(TargetForm):
    """Who takes a seat, and as what."""

    title = forms.CharField(label="职务", max_length=40, initial="兼职委员")

    field_order = ("target", "title", "basis", "on")
