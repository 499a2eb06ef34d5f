"""Questions as those who answer see them: the words, never who asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from dangjian.access.actors import Actor
from dangjian.community.villages.models import Question
from dangjian.foundation.ui.paging import keyset
from dangjian.foundation.ui.parts import Level, Pager, Standing
from dangjian.procedures.agenda.rules import standing, yellow_days
from dangjian.procedures.provisions.queries import local_values, remembered

STATES = (("", "待答复"), ("done", "已答复"), ("all", "全部"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and where it stands."""

    row: Question
    standing: Standing


@dataclass(frozen=True, slots=True)
class Page:
    """One page of questions."""

    rows: Sequence[Asked]
    pager: Pager


def asked(row: Question, on: date) -> Asked:
    """Return a question with where it stands."""
    if row.answered_on is not None:
        return Asked(row, Standing(Level.OK, "已答复，已公开" if row.published_on else "已答复"))
    return Asked(row, standing(row.due_on, on, yellow_days(on, local_values(row.county_id, on))))


def page(actor: Actor, state: str, words: str, on: date, query: QueryDict) -> Page:
    """Return one page: what waits by its day, the rest the newest first; searched by the words of the question only."""
    rows = Question.objects.visible_to(actor).select_related("village")
    if state == "":
        rows = rows.waiting()
    elif state == "done":
        rows = rows.exclude(answered_on=None)
    text = words.replace("\0", "").strip()[:60]
    if text:
        rows = rows.filter(words__icontains=text)
    found = keyset(rows, by=("due_on", "id") if state == "" else ("-asked_on", "-id"), query=query)
    with remembered():
        return Page([asked(row, on) for row in found.rows], found.pager)
