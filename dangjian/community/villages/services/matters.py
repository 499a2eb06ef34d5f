"""A matter of a village goes its way: proposed, discussed, voted on, made public, done and made public again."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.people.words import refuse_numbers
from dangjian.community.villages.models import Matter, Village
from dangjian.community.villages.rules import WAYS
from dangjian.community.villages.services.rows import check_names, check_public, check_right, check_standing, log
from dangjian.foundation.ids import public_id
from dangjian.procedures.cases import services as cases
from dangjian.procedures.cases.models import State
from dangjian.procedures.votes.counts import Counts
from dangjian.procedures.votes.rules import Motion
from dangjian.rulebook import Outcome, RuleBreach

PUBLISHED = ("publish_decision", "publish_result")
ONE_HEAD, TWO_HEADS = "villages.merged", "villages.matter"
_KNOWN = {Motion.VILLAGERS: "adults", Motion.HOUSEHOLDS: "households", Motion.DELEGATES: "delegates"}


@transaction.atomic
def start(
    *, by: Actor, village: Village, title: str, plan: str, is_one_head: bool, on: date, names: Collection[str] = ()
) -> Matter:
    """Put a matter on its way; ``is_one_head``: secretary and head are one person, so the first two steps are one.

    Raises ``RuleBreach`` without words, for words that hold a number of a person, and for those that name people of
    the village who are not among ``names``: the ones that were looked at and may be read by all.
    """
    check_right(by, Permission.VILLAGE_EDIT, village.org_path)
    check_standing(village)
    if not title.strip() or not plan.strip():
        raise RuleBreach("事项和方案要点都要写，没有提出。")
    check_public(title, plan)
    check_names(village, (title, plan), names, on)
    identity = public_id()
    case = cases.open_case(
        by=by,
        definition=ONE_HEAD if is_one_head else TWO_HEADS,
        subject=f"villages.matter:{identity}",
        title=title.strip(),
        parties={cases.HOME: village.organization},
        on=on,
        identity=identity,
    )
    matter = Matter.objects.create(
        public_id=identity, village=village, county_id=village.county_id, org_path=village.org_path,
        title=title.strip()[:60], plan=plan.strip()[:1000], case=case, started_on=on,
    )  # fmt: skip
    log(by, matter, "village-matter.start", matter.title, village.organization_id)
    return matter


@transaction.atomic
def take_step(
    *,
    by: Actor,
    matter: Matter,
    step: str,
    outcome: Outcome,
    on: date,
    words: str = "",
    papers: Iterable[str] = (),
    until: date | None = None,
    counts: Counts | None = None,
    shown: cases.Shown | None = None,
) -> Matter:
    """Take the step whose turn it is; who was entitled to vote is remembered for the next matter.

    Raises ``RuleBreach`` as ``cases.services.take`` does; what is made public has services of its own.
    """
    row = _locked(matter)
    if step in PUBLISHED:
        raise RuleBreach("这一步要写明公开的内容，没有改动。请在事项页面上公开。")
    refuse_numbers(words)
    cases.take(
        by=by, case=row.case, step=step, outcome=outcome, on=on, words=words, papers=papers, until=until,
        counts=counts, shown=shown,
    )  # fmt: skip
    if counts is not None:
        remember(row.village, counts)
    return _fresh(row)


@transaction.atomic
def publish_decision(
    *, by: Actor, matter: Matter, words: str, ways: Iterable[str], on: date, names: Collection[str] = ()
) -> Matter:
    """Make the decision public: on the village's page from now on, and where else ``ways`` say.

    Raises ``RuleBreach`` before its turn, without words, and for title, plan or words as ``start`` does.
    """
    row = _published(by, matter, PUBLISHED[0], words, ways, on, names)
    row.decision, row.decided_on = words.strip()[:1000], on
    row.save(update_fields=["decision", "decided_on", "ways"])
    return _fresh(row)


@transaction.atomic
def publish_result(
    *, by: Actor, matter: Matter, words: str, ways: Iterable[str], on: date, names: Collection[str] = ()
) -> Matter:
    """Make public what came of it; not before the decision was shown for its days.

    Raises ``RuleBreach`` as ``publish_decision`` does, and before those days are over.
    """
    row = _published(by, matter, PUBLISHED[1], words, ways, on, names)
    row.result, row.finished_on = words.strip()[:1000], on
    row.save(update_fields=["result", "finished_on", "ways"])
    return _fresh(row)


@transaction.atomic
def withdraw(*, by: Actor, matter: Matter, words: str, on: date) -> Matter:
    """Take a matter back before it is decided; raises ``RuleBreach`` without words and where it has gone too far."""
    row = _locked(matter)
    refuse_numbers(words)
    cases.withdraw(by=by, case=row.case, on=on, words=words)
    return _fresh(row)


def remember(village: Village, counts: Counts) -> None:
    """Keep how many may vote, for the next time; part of services that take a step."""
    name = _KNOWN.get(Motion(counts.motion)) if counts.motion else None
    if name:
        Village.objects.filter(pk=village.pk).update(**{name: counts.entitled})


def _published(  # what two services share
    by: Actor, matter: Matter, step: str, words: str, ways: Iterable[str], on: date, names: Collection[str]
) -> Matter:
    row = _locked(matter)
    if not words.strip():
        raise RuleBreach("请写明公开的内容，没有公开。")
    texts = [words] if step == PUBLISHED[1] else [row.title, row.plan, words]  # The plan is public by then.
    check_public(*texts)
    check_names(row.village, texts, names, on)
    chosen = [way for way in WAYS if way in set(ways)]
    cases.take(by=by, case=row.case, step=step, outcome=Outcome.PASS, on=on, words="、".join(chosen))
    row.ways = sorted({*row.ways, *chosen}, key=WAYS.index)
    return row


def _locked(matter: Matter) -> Matter:
    rows = Matter.objects.select_for_update(of=("self",)).select_related("case", "village")
    row = rows.get(pk=matter.pk)
    if row.case.state not in (State.OPEN, State.SUSPENDED):
        raise RuleBreach(f"“{row.title}”{row.case.get_state_display()}，没有再作改动。请刷新后查看。")
    return row


def _fresh(row: Matter) -> Matter:
    return Matter.objects.select_related("case", "village").get(pk=row.pk)
