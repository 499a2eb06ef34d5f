"""Small forms: a day, an ending, a decision, an objection, an answer."""

from django import forms

from dangjian.affairs.mobility.forms.fields import day_field
from dangjian.affairs.mobility.models import Class, Direction, Ending


def _line(label: str, *, required: bool, length: int = 200, help_text: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, required=required, max_length=length, widget=widget, help_text=help_text)


class DayForm(forms.Form):
    """The day of a contact."""

    day = day_field("哪天联系的")


class EndForm(forms.Form):
    """How a stay ended; an objection ends it by its answer only."""

    ending = forms.ChoiceField(label="怎么结束的", widget=forms.RadioSelect)

    def __init__(self, data: object = None, *, direction: str) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # POST or nothing
        here = direction == Direction.IN
        wanted = (Ending.LEFT if here else Ending.RETURNED, Ending.TRANSFERRED, Ending.MISTAKE)
        self.fields["ending"].choices = [(one.value, one.label) for one in wanted]  # type: ignore[attr-defined]  # a choice field


class DecisionForm(forms.Form):
    """Moves, or stays with a reason."""

    choice = forms.ChoiceField(
        label="去留", widget=forms.RadioSelect, choices=[("moves", "转出组织关系"), ("stays", "暂留")]
    )
    stays_because = _line("暂留的理由", required=False, length=100, help_text="暂留必写")

    def clean(self) -> dict[str, object]:
        """Ask for the reason where the relation stays."""
        said: dict[str, object] = super().clean() or {}
        if said.get("choice") == "stays" and not str(said.get("stays_because", "")).strip():
            self.add_error("stays_because", "暂留要写明理由。")
        return said


class ObjectionForm(forms.Form):
    """To which class, and why."""

    to_class = forms.ChoiceField(label="对哪个归类有异议", choices=Class.choices, widget=forms.HiddenInput)
    words = _line("理由", required=True, help_text="写一两句就够")


class AnswerForm(forms.Form):
    """Upheld or not, with words."""

    is_upheld = forms.TypedChoiceField(
        label="答复",
        widget=forms.RadioSelect,
        choices=[("yes", "异议成立，不再这样归类"), ("no", "异议不成立")],
        coerce=lambda value: value == "yes",
    )
    words = _line("说明", required=False, help_text="不成立必写，本人看得到")
