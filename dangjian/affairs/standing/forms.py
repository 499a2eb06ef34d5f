"""What a branch types about a member's standing; few inputs, no reasons of persons."""

from django import forms
from django.db.models import QuerySet

from dangjian.affairs.people.models import Person
from dangjian.affairs.standing.models import GROUNDS, Kind, Way
from dangjian.procedures.cases.turns import DayField


class MatterForm(forms.Form):
    """Who, on what ground, since when."""

    kind = forms.ChoiceField(
        label="情形", choices=[(kind.value, kind.label) for kind in GROUNDS], widget=forms.RadioSelect
    )
    since = DayField("从哪天算起", help_text="失去联系的日期；出国（境）的，写出国（境）日期")
    field_order = ("person", "kind", "since")

    def __init__(self, data: object = None, *, people: "QuerySet[Person]", initial: dict[str, object]) -> None:
        super().__init__(data, initial=initial)  # type: ignore[arg-type]  # POST or nothing
        self.fields["person"] = forms.ModelChoiceField(
            label="党员", queryset=people, empty_label="请选择", to_field_name="public_id"
        )
        self.order_fields(self.field_order)


class FollowUpForm(forms.Form):
    """Removal or restoration of a suspended member."""

    person = forms.UUIDField()
    kind = forms.ChoiceField(choices=[(kind.value, kind.label) for kind in (Kind.REMOVAL, Kind.RESTORATION)])


class SearchForm(forms.Form):
    """One way tried, and when."""

    way = forms.ChoiceField(label="用过的办法", choices=Way.choices)
    day = DayField("哪天")


class WithdrawalForm(forms.Form):
    """Found, or opened by mistake with a reason."""

    why = forms.ChoiceField(
        label="为什么撤回", widget=forms.RadioSelect, choices=[("found", "已取得联系"), ("mistake", "立项有误")]
    )
    words = forms.CharField(
        label="说明", max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="立项有误必写"
    )
