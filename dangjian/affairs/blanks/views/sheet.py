"""The page of one table of a blank: its form, whom it is about, and the tables that were filled before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse

from dangjian.access.permissions import Permission
from dangjian.affairs.blanks import plans, queries, rows
from dangjian.affairs.blanks.catalogue import Asked, Subject
from dangjian.affairs.blanks.forms import PlanForm, bound_columns
from dangjian.affairs.blanks.models import Blank
from dangjian.affairs.blanks.plans import Plan
from dangjian.affairs.blanks.proposals import Proposal
from dangjian.affairs.blanks.rules.captions import Confidence, Match
from dangjian.affairs.blanks.writing import Part
from dangjian.affairs.members.models import Member
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.documents.filling import PROSE
from dangjian.foundation.ui.parts import Item, Level, Standing

_NOT_YOURS: Final = (
    "这份文件里已经填好的表，有您无权查看的内容，不能接着填。请由填过的人接着填，或另外上传一份。没有填，选择都保留着。"
)


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A line of the page: a column of the blank, its field, how sure the reading is, and the first row's value."""

    letter: str
    heads: Sequence[str]
    select: str
    standing: Standing
    example: str


class Sheet:
    """One table of a blank on its page; ``typed`` is what was sent, None where the page is only opened."""

    def __init__(
        self, blank: Blank, proposals: list[Proposal], proposal: Proposal, asked: Asked, typed: Mapping[str, Any] | None
    ) -> None:
        self.blank, self.proposals, self.proposal, self.asked = blank, proposals, proposal, asked
        self._is_sent = typed is not None
        kept = queries.parts(blank, proposals, asked)
        self._others = [part for part in kept if part.proposal is not proposal]
        self._before = next((part for part in kept if part.proposal is proposal), None)
        is_named = proposal.is_card or rows.is_typed(proposal)
        self._listings = [] if is_named else rows.listings(proposal, blank.organization, asked)
        self.form = PlanForm(
            typed, proposal=proposal, listings=self._listings, asked=asked, path=blank.org_path, start=self._start(),
            must_say_why=any(plans.is_revealing(part.plan, part.proposal) for part in self._others),
        )  # fmt: skip
        self._home = self._home_named()
        self._found = self._rows()

    def _start(self) -> dict[str, str]:
        """Return what the page opens with: what was decided before, or the name that stands on a card."""
        own = self.blank.plan.get("by") == self.asked.actor.account_id
        start = {"reason": self.blank.plan.get("reason", "") if own else ""}
        if self._before is None:
            is_person = self.proposal.subject is Subject.PERSON
            return start | {"person" if is_person else "body": self.proposal.typed_name}
        plan = self._before.plan
        places = range(len(self.proposal.matches))
        start |= {f"column_{place}": plan.columns.get(place, "") for place in places}
        home = "" if plan.home_id == self.blank.organization_id else self._named(plan.home_id)
        return start | {"listing": plan.listing, "body": home, "person": self._person(self._before)}

    def _named(self, home_id: int) -> str:
        return rows.bodies_in_scope(self.asked).filter(pk=home_id).values_list("name", flat=True).first() or ""

    @staticmethod
    def _person(part: Part) -> str:
        row = next(iter(part.found.rows), None)
        return f"{row.person.name} {row.organization.short_name}" if isinstance(row, Member) else ""

    def _said(self, name: str) -> str:
        return str(self.form[name].value() or "").strip()

    def _home_named(self) -> Organization | None:
        """Return the body whose rows are listed or that a card is about; None where the name means none, or several."""
        is_asked = self.proposal.is_card and self.proposal.subject is Subject.BODY
        said = self._said("body") if self._is_sent or is_asked else ""
        if not said:
            return self.blank.organization
        home = rows.body_named(said, self.blank.organization, self.asked)
        if home is None and self._is_sent:
            self.form.add_error("body", "没有对上党组织，或有不止一个。请写全称。")
        return home

    def _rows(self) -> rows.Lines:
        home = self._home or self.blank.organization
        if not self.proposal.is_card:
            return rows.lines(self.proposal, home, self._said("listing"), self.asked)
        if self._before and not self._is_sent:
            return self._before.found
        is_person = self.proposal.subject is Subject.PERSON
        found = rows.about(self.proposal, home, self._said("person") if is_person else "", self.asked)
        if self._is_sent and is_person and found.troubled:
            self.form.add_error("person", found.troubled[0].trouble)
        return found

    def parts(self) -> list[Part]:
        """Return every table that is to be filled, this one last; none where something is missing or not theirs."""
        if not self._is_sent or not self.form.is_valid() or self._home is None:
            return []
        if self._others and not queries.may_open(self.blank, self.asked.actor):
            self.form.add_error(None, _NOT_YOURS)
            return []
        about = next((row.pk for row in self._found.rows if isinstance(row, Member)), None)
        about_id = about if self.proposal.is_card else None
        plan = Plan(self.proposal.number, self.form.chosen(), self._said("listing"), self._home.pk, about_id)
        return [*self._others, Part(self.proposal, plan, self._found)]

    def following(self) -> Proposal | None:
        """Return the next table that is not filled, once this one is."""
        filled = {part.proposal.number for part in self._others} | {self.proposal.number}
        return next((p for p in self.proposals if p.number not in filled), None)

    def address(self, proposal: Proposal) -> str:
        """Return the address of a table's page."""
        own = reverse("blanks:work", args=[self.blank.public_id])
        return f"{own}?table={proposal.number}" if len(self.proposals) > 1 else own

    def context(self) -> dict[str, object]:
        """Return what the page shows."""
        chosen = set(self.form.columns().values())
        facts = self.proposal.facts
        is_people = self.proposal.subject is Subject.PERSON
        actor = self.asked.actor
        return {
            "heading": self.blank.name,
            "blank": self.blank,
            "form": self.form,
            "form_address": reverse("blanks:fill", args=[self.blank.public_id]),
            "lines": self._lines(),
            "read": self.proposal.read,
            "found": self._found,
            "first_row": self.proposal.grid.top + 1,
            "is_card": self.proposal.is_card,
            "asks_person": self.proposal.is_card and is_people,
            "asks_body": (self.proposal.is_card and not is_people) or (bool(self._listings) and is_people),
            "asks_listing": bool(self._listings) and not is_people,
            "tables": self._tabs(),
            "is_again": self._before is not None,
            "left": len(self.proposals) - len(self._others) - (self._before is not None),
            "may_fill": actor.may(Permission.BLANK_FILL, self.blank.org_path),
            "may_download": queries.may_open(self.blank, actor),
            "has_sealed": any(fact.is_sealed for key, fact in facts.items() if key in chosen),
        }

    def _tabs(self) -> list[Item]:
        filled = {part.proposal.number for part in [*self._others, *([self._before] if self._before else [])]}
        tables = {p.number: p for p in self.proposals} if len(self.proposals) > 1 else {}
        return [
            Item(f"{p.grid.name}{' 已填' if n in filled else ''}", self.address(p), p is self.proposal)
            for n, p in sorted(tables.items())
        ]

    def _lines(self) -> list[ColumnRow]:
        proposal = self.proposal
        examples = queries.examples(proposal, self.form.columns(), self._found, self.asked)
        return [
            ColumnRow(
                letter=self._letter(place),
                heads=proposal.layout.columns[place].path,
                select=field.as_widget(attrs={"class": "form-select", "aria-label": f"{self._letter(place)} 填什么"}),
                standing=_standing(proposal.matches[place], proposal),
                example=examples.get(place, ""),
            )
            for place, field in bound_columns(self.form)
            if proposal.layout.columns[place].path
        ]

    def _letter(self, place: int) -> str:
        if not self.proposal.is_card:
            return f"{_letters(self.proposal.grid.left + place)} 列"
        row, column = self.proposal.layout.cells[place]
        if self.proposal.grid.name == PROSE:
            return f"第 {row + 1} 处"
        return f"{_letters(self.proposal.grid.left + column)}{self.proposal.grid.top + row + 1} 格"


def _standing(match: Match, proposal: Proposal) -> Standing:
    fact = proposal.facts.get(match.key)
    if match.confidence is Confidence.REMEMBERED:
        return Standing(Level.OK, "本县改过，已记住")
    if match.confidence is Confidence.SURE:
        return Standing(Level.OK, "对得上")
    if match.confidence is Confidence.LIKELY:
        return Standing(Level.SOON, "大致对得上", "请核对")
    if match.confidence is Confidence.GUESSED and fact:
        return Standing(Level.INFO, "没有把握", f"可能是“{fact.caption}”")
    return Standing(Level.NA, "没有认出", "先留空")


def _letters(place: int) -> str:
    first, rest = divmod(place, 26)
    return (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + rest)
