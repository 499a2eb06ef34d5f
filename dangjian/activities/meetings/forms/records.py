"""The one-page record: what stands there already, and what was typed, as an entry."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django import forms

from dangjian.activities.meetings.attending import Expected
from dangjian.activities.meetings.forms.fields import (
    MomentField,
    PersonField,
    group_field,
    kinds_field,
    kinds_for,
    people_of,
)
from dangjian.activities.meetings.models import Reason
from dangjian.activities.meetings.people import groups_of, lecturers
from dangjian.activities.meetings.rules import Agreed, Entry
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.database.together import fetch_together
from dangjian.foundation.time import as_day
from dangjian.procedures.evidence.kinds import Kind

ROWS: Final = 8
_FORMATS: Final = ("%Y-%m-%d", "%Y年%m月%d日", "%Y/%m/%d", "%Y.%m.%d")
_PLAIN: Final = ("place", "title", "lecturer_name", "topics", "decisions", "speeches", "guests")


@dataclass(frozen=True, slots=True)
class Chip:
    """A member on the page: a list of reasons, empty for present."""

    line: Expected
    reason: str

    @property
    def name(self) -> str:
        """The name of the field."""
        return f"a-{self.line.member_id}"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of what was agreed."""

    number: int
    what: str = ""
    who: str = ""
    due: str = ""


class RecordForm(forms.Form):
    """Everything of a meeting; the roll of who was away and the agreed lines are read beside the fields."""

    held_at = MomentField("时间")
    place = forms.CharField(label="地点", max_length=80)
    title = forms.CharField(label="主题", max_length=200, required=False)
    kinds = kinds_field()
    lecturer_name = forms.CharField(
        label="授课人", max_length=60, required=False, widget=forms.TextInput(attrs={"list": "lecturers"})
    )
    topics = forms.CharField(label="议题", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    decisions = forms.CharField(label="决议", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    speeches = forms.CharField(
        label="发言要点", required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="可不写"
    )
    guests = forms.CharField(label="列席", max_length=400, required=False)
    late_reason = forms.CharField(label="补记原因", max_length=200, required=False)
    photo = forms.FileField(label="手写记录照片", required=False, help_text="可不传，不传也算完成")

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401  # POST or nothing
        files: Any = None,  # noqa: ANN401  # FILES or nothing
        *,
        body: Organization,
        lines: Sequence[Expected],
        entry: Entry,
    ) -> None:
        super().__init__(data, files, initial=_written(entry))
        day = as_day(entry.held_at)
        people, names, groups = people_of(body), lecturers(body, day), groups_of(body, day)
        fetch_together(people, names, groups)
        self.lecturers = list(dict.fromkeys(names))
        self.fields["host"] = PersonField("主持人", people)
        self.fields["recorder"] = PersonField("记录人", people)
        self.groups = {str(group.public_id): group for group in groups}
        kinds = kinds_for(body, entry.kinds, has_groups=bool(self.groups))
        self.fields["kinds"].choices = kinds  # type: ignore[attr-defined]  # a choice field
        if self.groups:
            chosen = next((key for key, group in self.groups.items() if group.pk == entry.group_id), None)
            self.fields["group"] = group_field(self.groups)
            self.initial["group"] = chosen
        keys = {person.pk: str(person.public_id) for person in people}
        self.initial["host"], self.initial["recorder"] = keys.get(entry.host_id or 0), keys.get(entry.recorder_id or 0)
        self.lines, self.opened = lines, entry
        self.agreed: list[Agreed] = []

    def chips(self) -> list[Chip]:
        """Return the roll as it stands in the form."""
        said: Mapping[int, str] = self._absent() if self.is_bound else self.opened.absent
        return [Chip(line, said.get(line.member_id, "")) for line in self.lines]

    def rows(self) -> list[Row]:
        """Return the agreed lines as they stand in the form, and free ones."""
        if self.is_bound:
            parts = ("what", "who", "due")
            return [Row(n, *(self.data.get(f"{part}-{n}", "") for part in parts)) for n in range(1, ROWS + 1)]
        held = [
            Row(n, item.what, item.who_name, item.due_on.isoformat() if item.due_on else "")
            for n, item in enumerate(self.opened.items[:ROWS], 1)
        ]
        return held + [Row(n) for n in range(len(held) + 1, ROWS + 1)]

    def clean(self) -> dict[str, Any]:
        """Read the lines of what was agreed; a group is named for a meeting of its kind."""
        if self.cleaned_data.get("group") and Kind.GROUP not in self.cleaned_data.get("kinds", ()):
            self.add_error("kinds", "选了党小组，类型里没有选党小组会。请补选，或把党小组改回“不是党小组会”。")
        for row in self.rows():
            if row.what.strip():
                self.agreed.append(Agreed(row.what, row.who, self._due(row)))
            elif row.who.strip() or row.due.strip():
                self.add_error(None, f"议定的第 {row.number} 条没有写是什么事，请补上或清空。")
        return self.cleaned_data

    def _due(self, row: Row) -> date | None:
        text = row.due.strip()
        for pattern in _FORMATS if text else ():
            try:
                return datetime.strptime(text, pattern).date()  # noqa: DTZ007  # a day, no moment
            except ValueError:
                continue
        if text:
            self.add_error(None, f"议定的第 {row.number} 条的完成时限认不出来，请写成 2026年12月5日。")
        return None

    def _absent(self) -> dict[int, str]:
        said = {line.member_id: self.data.get(f"a-{line.member_id}", "") for line in self.lines}
        return {number: reason for number, reason in said.items() if reason in Reason.values}

    def entry(self) -> Entry:
        """Return what was typed."""
        said = self.cleaned_data
        host, recorder = said["host"], said["recorder"]
        return Entry(
            kinds=tuple(said["kinds"]),
            held_at=said["held_at"],
            host_id=host.pk if host else None,
            recorder_id=recorder.pk if recorder else None,
            group_id=said["group"].pk if said.get("group") else None,
            absent=self._absent(),
            items=tuple(self.agreed),
            **{name: said[name] for name in _PLAIN},
        )


def _written(entry: Entry) -> dict[str, Any]:
    plain: dict[str, Any] = {name: getattr(entry, name) for name in _PLAIN}
    return plain | {"held_at": entry.held_at, "kinds": list(entry.kinds)}


def carried(entry: Entry) -> str:
    """Return an entry as the text that travels with the form, to be merged against on its way back."""
    facts = _written(entry) | {
        "held_at": entry.held_at.isoformat(),
        "host_id": entry.host_id,
        "recorder_id": entry.recorder_id,
        "group_id": entry.group_id,
        "absent": {str(number): reason for number, reason in entry.absent.items()},
        "items": [[i.what, i.who_name, i.due_on.isoformat() if i.due_on else ""] for i in entry.items],
    }
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def read_base(text: str) -> Entry | None:
    """Return the entry that a form opened with; None for what is none: then what is sent stands as a whole."""
    try:
        facts = json.loads(text)
        items = tuple(Agreed(what, who, date.fromisoformat(due) if due else None) for what, who, due in facts["items"])
        return Entry(
            kinds=tuple(map(str, facts["kinds"])),
            held_at=datetime.fromisoformat(facts["held_at"]),
            host_id=facts["host_id"],
            recorder_id=facts["recorder_id"],
            group_id=facts["group_id"],
            absent={int(number): str(reason) for number, reason in facts["absent"].items()},
            items=items,
            **{name: str(facts[name]) for name in _PLAIN},
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
