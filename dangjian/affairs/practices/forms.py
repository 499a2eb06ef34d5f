"""What an officer writes of a procedure, and what anyone writes of a matter."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.practices.rules import ACTORS, HOME, LENGTHS, OUTCOMES, PARTIES, TAKE, VOTES
from dangjian.rulebook import Procedure, Step

_MOST: Final = 400
_UNITS: Final = [(unit, unit) for unit in LENGTHS]
_TERMS: Final = {"earliest": "最早满多久", "latest": "最迟多久内", "publicity": "公示不少于"}
_LEGENDS: Final = {"latest": "最迟哪天办完", "earliest": "最早哪天可以办", "publicity": "办之前要公示"}
Entry = dict[str, Any]


class HeadForm(forms.Form):
    """What a procedure is called, and on what paper it rests."""

    title = forms.CharField(label="程序名称", max_length=60, help_text="如：村级公益岗位选聘")
    basis = forms.CharField(
        label="依据", max_length=200, required=False, help_text="文号、会议或批示；可以先空着，发布前写上"
    )


@dataclass(frozen=True, slots=True)
class TermFields:
    """The fields of one term: a number, its unit, from which day."""

    legend: str
    fields: Sequence[BoundField]


class TermedForm(forms.Form):
    """The fields of a step in two parts: what is plain, and its terms together."""

    @property
    def plain(self) -> list[BoundField]:
        """Give the fields that belong to no term."""
        return [self[name] for name in self.fields if not name.startswith(tuple(_TERMS))]

    @property
    def terms(self) -> list[TermFields]:
        """Give the fields of each term that is asked."""
        found = [
            (legend, [self[one] for one in self.fields if one.startswith(name)]) for name, legend in _LEGENDS.items()
        ]
        return [TermFields(legend, fields) for legend, fields in found if fields]


class StepForm(TermedForm):
    """One step that the county writes: what is done, by whom, with what paper, in which days."""

    says = forms.CharField(label="做什么", max_length=60, help_text="如：党支部提出人选")
    party = forms.ChoiceField(label="在哪一级办", choices=list(PARTIES.items()))
    permission = forms.ChoiceField(label="谁来办", choices=list(ACTORS.items()), initial=TAKE)
    papers = forms.CharField(
        label="要核对的材料", max_length=200, required=False, help_text="几样的用顿号隔开；没有就空着"
    )
    vote = forms.ChoiceField(label="表决", required=False, choices=[("", "不表决"), *VOTES.items()])
    may = forms.MultipleChoiceField(
        label="除了通过，还", required=False, choices=list(OUTCOMES.items()), widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, data: QueryDict | None = None, *, entry: Entry | None, earlier: Sequence[tuple[str, str]]
    ) -> None:
        self.key = entry["key"] if entry else f"local-{uuid4().hex[:8]}"
        super().__init__(data, initial=_start(entry) if entry else None)
        if not earlier:  # Whoever begins a matter takes the first step.
            self.fields["party"].choices = [(HOME, PARTIES[HOME])]  # type: ignore[attr-defined]  # a choice field
        after = [("opening", "立项之日"), *((key, f"“{says}”办结") for key, says in earlier)]
        for name, words in _TERMS.items():
            if name == "publicity" or earlier:
                _ask_length(self, name, words)
            if name != "publicity" and earlier:
                self.fields[f"{name}_after"] = forms.ChoiceField(
                    label="从哪天算起", choices=after, initial=after[-1][0], required=False
                )

    def entry(self) -> Entry:
        """Give the step as ``[[procedure.step]]`` has it."""
        said = self.cleaned_data
        made: Entry = {
            "key": self.key,
            "says": said["says"].strip(),
            "party": said["party"],
            "who": f"{PARTIES[said['party']]}{ACTORS[said['permission']]}",
            "permission": said["permission"],
            "papers": split_papers(said["papers"]),
            "outcomes": ["pass", "withdraw", *said["may"]],
        }
        if said["vote"]:
            made["vote"] = said["vote"]
        return made | terms_in(said, is_strict=True)


class TighteningForm(TermedForm):
    """What a county may add to a shipped step: papers, narrower days."""

    papers = forms.CharField(label="另外要核对的材料", max_length=200, required=False, help_text="几样的用顿号隔开")

    def __init__(self, data: QueryDict | None = None, *, step: Step, entry: Entry) -> None:
        self.key = step.key
        super().__init__(data, initial=_start(entry))
        for name, words in _TERMS.items():
            if getattr(step, name) is not None:
                _ask_length(self, name, f"{words}（本县更严）")

    def entry(self) -> Entry:
        """Give what is tightened, beside the key of the shipped step."""
        papers = split_papers(self.cleaned_data["papers"])
        made: Entry = {"key": self.key} | ({"papers": papers} if papers else {})
        return made | terms_in(self.cleaned_data, is_strict=True)


def _ask_length(form: forms.Form, name: str, words: str) -> None:
    form.fields[f"{name}_number"] = forms.IntegerField(
        label=words,
        min_value=1,
        max_value=_MOST,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    form.fields[f"{name}_unit"] = forms.ChoiceField(label="单位", choices=_UNITS, required=False)


def terms_in(said: Mapping[str, Any], *, is_strict: bool) -> Entry:
    """Give the terms that were typed; one without a number is none."""
    found: Entry = {}
    for name in _TERMS:
        if number := said.get(f"{name}_number"):
            term = {"number": number, "unit": said.get(f"{name}_unit") or LENGTHS[0], "strict": is_strict}
            found[name] = term if name == "publicity" else term | {"after": said.get(f"{name}_after") or "opening"}
    return found


def split_papers(line: str) -> list[str]:
    """Give the papers of a line, split as people write them."""
    return [part.strip()[:60] for part in re.split(r"[、，,;；\n]+", line) if part.strip()]


def _start(entry: Entry) -> Entry:
    """Give what a step's form opens with."""
    found: Entry = {name: entry[name] for name in ("says", "party", "permission", "vote") if name in entry}
    found["papers"] = "、".join(entry.get("papers", ()))
    found["may"] = [one for one in entry.get("outcomes", ()) if one in OUTCOMES]
    for name in _TERMS:
        term = entry.get(name) or {}
        found |= {f"{name}_{part}": term[part] for part in ("number", "unit", "after") if part in term}
    return found


class MatterForm(forms.Form):
    """By which procedure, for which body, what it is about."""

    procedure = forms.ChoiceField(label="按哪个程序")
    title = forms.CharField(label="什么事", max_length=120, help_text="一句话，不写身份证号、电话")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        bodies: Sequence[Organization],
        texts: Sequence[Procedure],
        key: str = "",
    ) -> None:
        super().__init__(data, initial={"procedure": key})
        self.bodies = list(bodies)
        self.fields["procedure"].choices = [(text.key, text.title) for text in texts]  # type: ignore[attr-defined]  # a choice field
        if len(self.bodies) > 1:
            choices = [(str(body.public_id), body.short_name) for body in self.bodies]
            self.fields["body"] = forms.ChoiceField(label="哪个党组织的事", choices=choices)
            self.order_fields(["body", "procedure", "title"])

    def body(self) -> Organization:
        """Give the body that was chosen, or the only one."""
        named = self.cleaned_data.get("body", "")
        return next((body for body in self.bodies if str(body.public_id) == named), self.bodies[0])


class WithdrawalForm(forms.Form):
    """Why a matter is taken back."""

    words = forms.CharField(label="为什么撤回", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
