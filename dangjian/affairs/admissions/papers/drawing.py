"""A paper drawn from what the admission knows; what is not known is a line to write on."""

from collections import defaultdict
from datetime import date, datetime
from typing import Final

from dangjian.affairs.admissions import rules
from dangjian.affairs.admissions.models import Admission, Companion
from dangjian.affairs.admissions.papers.kinds import Paper
from dangjian.affairs.admissions.queries.days import days_of
from dangjian.foundation.documents import paper
from dangjian.procedures.cases.models import Party, Publicity, Vote

_BLANK: Final = "＿＿＿＿＿＿"


def made(kind: Paper, admission: Admission, *, on: date, at: datetime) -> bytes:
    """Return a paper as a Word file."""
    known = _known(admission, on)
    title = kind.title.format_map(known)
    parties = dict(Party.objects.filter(case=admission.case).values_list("key", "name"))
    branch, superior = admission.organization.name, parties.get("superior", _BLANK)
    if not kind.is_letter:
        facts = [
            ("党支部", branch),
            ("姓名", admission.person.name),
            ("出生日期", _day(admission.person.born_on)),
            ("递交入党申请书", known["applied"]),
            ("培养联系人", known["contacts"]),
            ("入党介绍人", known["introducers"]),
            ("入党时间（支部大会通过之日）", known["congress"] if "probation" in kind.key else ""),
        ]
        known_facts = [(label, words) for label, words in facts if words and words != _BLANK]
        form = paper.Form(title, known_facts, kind.blanks, kind.signers)
        return paper.packed_form(form, author=branch, at=at)
    sheet = paper.sheet()
    paper.title(sheet, title, lines_before=1)
    if kind.key != "object_notice":
        paper.addressees(sheet, superior if kind.is_upward else branch)
    paper.paragraphs(sheet, kind.asks.format_map(known))
    signer = branch if kind.is_upward or kind.key == "object_notice" else superior
    paper.signature(sheet, signer, f"{on.year}年{on.month}月{on.day}日")
    return paper.packed(sheet, title=title, author=signer, at=at)


def _known(admission: Admission, on: date) -> dict[str, str]:
    known: dict[str, str] = defaultdict(lambda: _BLANK)
    days = days_of(admission.case)
    known |= {key: _day(day) for key, day in days.items()}
    known |= {"name": admission.person.name, "applied": _day(admission.applied_on), "recommenders": "党员（群团组织）"}
    people: dict[str, list[str]] = {}
    rows = Companion.objects.filter(admission=admission, until=None).select_related("person").order_by("id")
    for row in rows:
        people.setdefault(f"{row.part}s", []).append(row.person.name)
    known |= {key: "、".join(names) for key, names in people.items()}
    known |= _found(admission)
    if admission.training_days or admission.training_hours:
        known["training"] = f"{admission.training_days or 0}天、{admission.training_hours or 0}学时"
    if admission.motion:
        known["motion"] = admission.get_motion_display()
    if congress := days.get("congress"):
        known["ends"] = _day(rules.probation_ends(congress, admission.extended_until, on))
    return known


def _found(admission: Admission) -> dict[str, str]:
    captions = {"congress": "vote", "confirm_congress": "confirm_vote"}
    votes = Vote.objects.filter(step__case=admission.case).select_related("step").order_by("id")
    found = {captions[one.step.key]: f"{one.words}。" for one in votes if one.step.key in captions}
    for one in Publicity.objects.filter(step__case=admission.case).order_by("id"):
        found["publicity"] = f"（{_day(one.from_on)}至{_day(one.until_on)}）"
    return found


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else _BLANK
