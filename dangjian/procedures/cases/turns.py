"""The step whose turn it is as a form, for the page of any case: only what this step needs is asked."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, TypedDict

from django import forms
from django.http import QueryDict

from dangjian.access.actors import Actor
from dangjian.procedures.cases.models import Case, State, Took
from dangjian.procedures.cases.queries import CaseStanding, may_act, standing
from dangjian.procedures.cases.services import Shown
from dangjian.procedures.definitions.queries import text_of
from dangjian.procedures.votes.counts import Counts
from dangjian.procedures.votes.rules import CAPTIONS, Motion, line
from dangjian.rulebook import Outcome, RuleBreach, Step

_FORMATS: Final = ["%Y-%m-%d", "%Y年%m月%d日", "%Y.%m.%d", "%Y/%m/%d"]
_MOST: Final = 100_000
_WANTED: Final = frozenset({"entitled", "present", "yes"})  # To pass; the others are none where nothing is typed.
_COUNTS: Final = {
    "entitled": "应到人数",
    "present": "实到人数",
    "ballots": "收回票数",
    "yes": "赞成",
    "no": "反对",
    "abstained": "弃权",
    "written": "会前书面同意",
}


class DayField(forms.DateField):
    """A day, chosen or typed as people write it."""

    def __init__(self, label: str, **more: Any) -> None:  # noqa: ANN401  # passed on
        super().__init__(
            label=label,
            input_formats=_FORMATS,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"invalid": "认不出这个日期，请写成 2026年11月20日。", "required": f"请填{label}。"},
            **more,
        )


class TurnForm(forms.Form):
    """What comes of the step, the day, the papers seen, the counts of its vote, the days of its notice, words."""

    outcome = forms.ChoiceField(label="办理结果", widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None = None, *, step: Step, on: date, known: Counts | None = None) -> None:
        open_to = [one for one in step.outcomes if one not in {Outcome.WITHDRAW, Outcome.EXPIRE}]
        start: dict[str, object] = {"outcome": open_to[0] if len(open_to) == 1 else Outcome.PASS, "day": on}
        if known is not None:  # Counted elsewhere already: it goes out filled.
            start |= {name: getattr(known, name) for name in _COUNTS}
        super().__init__(data, initial=start)
        self.step = step
        self.fields["outcome"].choices = [(one.value, Took(one).label) for one in open_to]  # type: ignore[attr-defined]  # a choice field
        if len(open_to) == 1:
            self.fields["outcome"].widget = forms.HiddenInput()
        self.fields["day"] = DayField("办理日期")
        if step.papers:
            papers = [(paper, paper) for paper in step.papers]
            self.fields["papers"] = forms.MultipleChoiceField(
                label="已核对的材料", choices=papers, required=False, widget=forms.CheckboxSelectMultiple
            )
        chosen = data.get("outcome") if data is not None else Outcome.PASS
        self._ask_findings(step, on, is_wanted=chosen == Outcome.PASS)
        if Outcome.EXTEND in open_to:
            self.fields["until"] = DayField("延长到", required=False, help_text="只在延长期限时填写")
        if len(open_to) > 1:
            self.fields["words"] = forms.CharField(
                label="说明", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
                help_text="通过以外的结果必写",
            )  # fmt: skip

    def _ask_findings(self, step: Step, on: date, *, is_wanted: bool) -> None:
        if step.vote:
            wanted = dict(_COUNTS)
            motions = [Motion(one) for one in step.motions]
            if len(motions) > 1:
                self.fields["motion"] = forms.ChoiceField(
                    label="表决方式", choices=[(one.value, CAPTIONS[one]) for one in motions], initial=motions[0]
                )
            if not any(line(motion, on).counts_written for motion in motions):
                del wanted["written"]
            for name, label in wanted.items():
                self.fields[name] = forms.IntegerField(
                    label=label, min_value=0, max_value=_MOST, required=is_wanted and name in _WANTED,
                    error_messages={"required": f"请填{label}。"},
                    widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                )  # fmt: skip
        if step.publicity:
            self.fields["shown_from"] = DayField("公示开始", required=is_wanted)
            self.fields["shown_until"] = DayField("公示结束", required=is_wanted)

    def clean_day(self) -> date:
        """Refuse a day to come."""
        day: date = self.cleaned_data["day"]
        if day > self.initial["day"]:
            raise forms.ValidationError("办理日期不能晚于今天。")
        return day

    def taken(self) -> dict[str, Any]:
        """Give what ``services.take`` asks beside who, which case and step."""
        said = self.cleaned_data
        return {
            "outcome": Outcome(said["outcome"]),
            "on": said["day"],
            "words": said.get("words", ""),
            "papers": said.get("papers", ()),
            "until": said.get("until"),
            "counts": self._counts(),
            "shown": self._shown(),
        }

    def _counts(self) -> Counts | None:
        said = {name: self.cleaned_data.get(name) for name in _COUNTS}
        if said["entitled"] is None:
            return None
        if said["ballots"] is None:
            said["ballots"] = sum(said[name] or 0 for name in ("yes", "no", "abstained"))
        motion = self.cleaned_data.get("motion", "")
        return Counts(**{name: number or 0 for name, number in said.items()}, motion=motion)

    def _shown(self) -> Shown | None:
        begun, ended = self.cleaned_data.get("shown_from"), self.cleaned_data.get("shown_until")
        return Shown(begun, ended) if begun and ended else None


def sent(case: Case, data: QueryDict, on: date) -> TurnForm:
    """Give the form of the step that was sent; ``RuleBreach`` for one that the case does not have."""
    return TurnForm(data, step=step_of(case, data.get("step", "")), on=on)


def step_of(case: Case, key: str) -> Step:
    """Give a step as it can be taken now; a suspended case is only resumed.

    Raises ``RuleBreach`` for a step that the case does not have.
    """
    text = text_of(case)
    if key not in {step.key for step in text.steps}:
        raise RuleBreach("没有这一步，没有改动。请刷新后再办。")
    step = text.step(key)
    if case.state == State.SUSPENDED:
        return replace(step, outcomes=(Outcome.RESUME,), papers=(), vote="", publicity=None)
    return step


@dataclass(frozen=True, slots=True)
class Stop:
    """A step on the way of a case, as the page lists it: taken on a day, under way, or still ahead."""

    says: str
    phase: str
    state: str
    taken_on: date | None
    is_local: bool


def way_of(case: Case) -> list[Stop]:
    """Give every step of a case in order, one query: ``state`` is done, now or ahead."""
    rows = {row.key: row for row in case.steps.order_by("id")}  # The last row of a step tells.
    now = next((row.key for row in rows.values() if not row.outcome), "")
    found, is_ahead = [], False
    for step in text_of(case).steps:
        row = rows.get(step.key)
        is_done = not is_ahead and row is not None and row.outcome == Took.PASS
        state = "now" if step.key == now else "done" if is_done else "ahead"
        is_ahead = is_ahead or step.key == now
        found.append(Stop(step.says, step.phase, state, row.taken_on if row and is_done else None, step.is_local))
    return found


class Turn(TypedDict):
    """What ``cases/turn.html`` draws; step and form where it is this person's turn."""

    standing: CaseStanding
    turn_step: Step | None
    turn_form: TurnForm | None


def turn_of(case: Case, actor: Actor, on: date, form: TurnForm | None = None) -> Turn:
    """Give where a case stands and the form of the step; a refused ``form`` comes back as it was typed."""
    here = standing(case, on)
    is_turn = bool(here.step) and may_act(case, actor)
    step = step_of(case, here.step) if is_turn else None
    return {"standing": here, "turn_step": step, "turn_form": form or (TurnForm(step=step, on=on) if step else None)}
