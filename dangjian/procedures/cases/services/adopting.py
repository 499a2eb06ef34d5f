"""A case that went its way on paper is taken over with its days; what the paper does not say stays empty."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.procedures.cases.models import Case, CaseStep, Publicity, State
from dangjian.procedures.cases.services.findings import Shown
from dangjian.procedures.cases.services.opening import Body, open_case, open_step
from dangjian.procedures.definitions.queries import text_of
from dangjian.procedures.provisions.queries import local_values
from dangjian.rulebook import Outcome, RuleBreach


@dataclass(frozen=True, slots=True)
class Paper:
    """What an old file says: the day of each step from the first on without a gap, and the days of its notices."""

    days: Mapping[str, date]
    shown: Mapping[str, Shown]
    words: str


@transaction.atomic
def adopt(
    *, by: Actor, definition: str, subject: str, title: str, parties: Mapping[str, Body], paper: Paper,
    person_id: int | None = None, identity: UUID | None = None,
) -> Case:  # fmt: skip
    """Open a case with the steps that the paper dates; the next one waits, or the case is over with its last.

    No papers, votes or actors are written that the paper does not name: each step says that it was taken over.
    Raises ``RuleBreach`` where a step before the last dated one has no day.
    """
    first = min(paper.days.values())
    case = open_case(
        by=by, definition=definition, subject=subject, title=title, parties=parties, on=first, person_id=person_id,
        identity=identity,
    )  # fmt: skip
    steps = text_of(case).steps
    if missing := lacking([step.key for step in steps], paper.days):
        names = "、".join(step.says for step in steps if step.key in missing)
        raise RuleBreach(f"缺这些步骤的日期，没有转入：{names}。平台不代填，请补齐再导入。")
    for step in steps:
        row = CaseStep.objects.filter(case=case, outcome="").get()
        if step.key not in paper.days:
            return case
        _take(by, row, paper, step.key)
        following = text_of(case).following(step)
        if following is not None:
            open_step(case, following, paper.days[step.key], local_values(case.county_id, first))
    case.state, case.closed_on = State.DONE, paper.days[steps[-1].key]
    case.save(update_fields=["state", "closed_on"])
    return case


def lacking(keys: Iterable[str], days: Mapping[str, date]) -> list[str]:
    """Return the steps before the last dated one that have no day, in their order."""
    ordered = list(keys)
    last = max((at for at, key in enumerate(ordered) if key in days), default=0)
    return [key for key in ordered[:last] if key not in days]


def _take(by: Actor, row: CaseStep, paper: Paper, key: str) -> None:
    CaseStep.objects.filter(pk=row.pk).update(
        outcome=Outcome.PASS.value, taken_on=paper.days[key], taken_at=Now(), account_id=by.account_id,
        account_name=by.name[:60], words=paper.words[:300],
    )  # fmt: skip
    if key in paper.shown:
        Publicity.objects.create(step=row, from_on=paper.shown[key].from_on, until_on=paper.shown[key].until_on)
