"""A vote as counted, a note beside a record, the end of what was agreed."""

from typing import Final

from django import forms

from dangjian.activities.meetings.services import Ballot
from dangjian.procedures.votes.rules import CAPTIONS, OUTSIDE, Motion

_MOST: Final = 5_000


def _count(label: str, *, required: bool = True) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=0, max_value=_MOST, required=required, widget=widget)


class VoteForm(forms.Form):
    """What was voted on and how; elections have their own pages (换届)."""

    kind = forms.ChoiceField(
        label="表决类型", choices=[(m.value, CAPTIONS[m]) for m in Motion if m not in OUTSIDE | {Motion.ELECTION}]
    )
    title = forms.CharField(label="表决事项", max_length=200)
    entitled = _count("应到会有表决权的人数")
    present = _count("其中实到")
    yes = _count("赞成")
    no = _count("反对", required=False)
    abstained = _count("弃权", required=False)
    written = _count("会前书面同意", required=False)

    def ballot(self) -> Ballot:
        """Return the counts."""
        said = self.cleaned_data
        return Ballot(
            kind=Motion(said["kind"]),
            title=said["title"],
            entitled=said["entitled"],
            present=said["present"],
            yes=said["yes"],
            no=said["no"] or 0,
            abstained=said["abstained"] or 0,
            written=said["written"] or 0,
        )


class CorrectionForm(forms.Form):
    """What is not right, and how it should read."""

    words = forms.CharField(label="更正说明", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))


class FinishForm(forms.Form):
    """How what was agreed ended."""

    outcome = forms.CharField(label="办理结果", max_length=200, required=False)
