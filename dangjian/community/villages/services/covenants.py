"""村规民约 goes its way (P31): opinions, draft, the township's look at the law, the villagers' vote, publication."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.people.words import refuse_numbers
from dangjian.affairs.standing.queries.bodies import superior_of
from dangjian.community.villages.models import Covenant, Village
from dangjian.community.villages.services.matters import remember
from dangjian.community.villages.services.rows import check_names, check_public, check_right, check_standing, log
from dangjian.foundation.ids import public_id
from dangjian.procedures.cases import services as cases
from dangjian.procedures.cases.models import State
from dangjian.procedures.cases.queries import standing
from dangjian.procedures.votes.counts import Counts
from dangjian.rulebook import Outcome, RuleBreach

KEY = "villages.covenant"
WRITING = ("collect", "draft")


@transaction.atomic
def start_covenant(*, by: Actor, village: Village, on: date) -> Covenant:
    """Begin an edition, with the text in force to start from; ``RuleBreach`` while another one is under way."""
    check_right(by, Permission.VILLAGE_EDIT, village.org_path)
    check_standing(village)
    Village.objects.select_for_update().get(pk=village.pk)  # One edition at a time.
    if village.covenants.filter(case__state__in=(State.OPEN, State.SUSPENDED)).exists():
        raise RuleBreach(f"{village}已有一稿村规民约在办，没有另起一稿。请在那一稿上办理。")
    last = village.covenants.filter(published_on__isnull=False).order_by("-published_on", "-id").first()
    identity = public_id()
    home = village.organization
    case = cases.open_case(
        by=by,
        definition=KEY,
        subject=f"villages.covenant:{identity}",
        title=f"{village}村规民约",
        parties={cases.HOME: home, "superior": superior_of(home)},
        on=on,
        identity=identity,
    )
    made = Covenant.objects.create(
        public_id=identity, village=village, county_id=village.county_id, org_path=village.org_path,
        text=last.text if last else "", case=case, started_on=on,
    )  # fmt: skip
    log(by, made, "covenant.start", str(made), village.organization_id)
    return made


@transaction.atomic
def revise(*, by: Actor, covenant: Covenant, text: str, on: date, names: Collection[str] = ()) -> Covenant:
    """Write the draft anew, while it is being collected for or drafted; ``RuleBreach`` afterwards.

    Raises ``RuleBreach`` too for a text that names people of the village who are not among ``names`` (P31).
    """
    row = _locked(covenant)
    check_right(by, Permission.VILLAGE_EDIT, row.org_path)
    if standing(row.case, on).step not in WRITING:
        raise RuleBreach("草案已报送审核或已表决，没有改动。要改的请镇乡退回，或另起一稿。")
    check_public(text)
    check_names(row.village, [text], names, on)
    row.text = text.strip()[:6000]
    row.save(update_fields=["text"])
    log(by, row, "covenant.revise", str(row), row.village.organization_id)
    return row


@transaction.atomic
def take_covenant_step(
    *,
    by: Actor,
    covenant: Covenant,
    step: str,
    outcome: Outcome,
    on: date,
    words: str = "",
    papers: Iterable[str] = (),
    until: date | None = None,
    counts: Counts | None = None,
    shown: cases.Shown | None = None,
) -> Covenant:
    """Take the step whose turn it is; the last one puts the text on the village's page.

    Raises ``RuleBreach`` as ``cases.services.take`` does, without a text, and for one that holds a number of a person.
    """
    row = _locked(covenant)
    refuse_numbers(words)
    if step != WRITING[0] and outcome is Outcome.PASS:
        if not row.text.strip():
            raise RuleBreach("草案还没有写，没有改动。请先写草案。")
        check_public(row.text)
    case = cases.take(
        by=by, case=row.case, step=step, outcome=outcome, on=on, words=words, papers=papers, until=until,
        counts=counts, shown=shown,
    )  # fmt: skip
    if counts is not None:
        remember(row.village, counts)
    if case.state == State.DONE:
        Covenant.objects.filter(pk=row.pk).update(published_on=on)
    return Covenant.objects.select_related("case", "village").get(pk=row.pk)


def _locked(covenant: Covenant) -> Covenant:
    rows = Covenant.objects.select_for_update(of=("self",)).select_related("case", "village")
    row = rows.get(pk=covenant.pk)
    if row.case.state not in (State.OPEN, State.SUSPENDED):
        raise RuleBreach(f"{row}这一稿{row.case.get_state_display()}，没有再作改动。请刷新后查看。")
    return row
