"""Reads for the pages of blanks: what a county remembers, how a blank is meant, what stands in its first row."""

import json
from collections.abc import Mapping

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.blanks import catalogue, rows
from dangjian.affairs.blanks.catalogue import SEQUENCE, Asked
from dangjian.affairs.blanks.models import Blank, Remembered
from dangjian.affairs.blanks.plans import Plan, kept_plans
from dangjian.affairs.blanks.proposals import Proposal, propose
from dangjian.affairs.blanks.rows import Lines
from dangjian.affairs.blanks.writing import Part
from dangjian.affairs.members.queries.record import reads_conditions
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.documents.filling import PROSE, Form
from dangjian.foundation.documents.filling.layout import in_words

HIDDEN = "填好后可见"
KEPT = "表里已有，不改"


def proposals(blank: Blank) -> list[Proposal]:
    """Return how the tables of a blank are taken to be meant, by what its county corrected before."""
    return propose(Form.from_json(json.loads(blank.read())), memory(blank.county_id), blank.county_id)


def parts(blank: Blank, found: list[Proposal], asked: Asked) -> list[Part]:
    """Return the tables that were filled before, as they are filled today by the one who asks."""
    kept = kept_plans(blank.plan)
    return [part for p in found if p.number in kept and (part := _part(p, kept[p.number], asked))]


def _part(proposal: Proposal, plan: Plan, asked: Asked) -> Part | None:
    home = rows.bodies_in_scope(asked).filter(pk=plan.home_id).first()
    if home is None:
        return None
    if proposal.is_card:
        return Part(proposal, plan, rows.about(proposal, home, "", asked, plan.about_id))
    return Part(proposal, plan, rows.lines(proposal, home, plan.listing, asked))


def untouched(blank: Blank, found: list[Proposal], filled: set[int]) -> list[tuple[str, str]]:
    """Return the tables that stay as they came, each with the reason; a sheet without words is none."""
    read = {proposal.number for proposal in found}
    return [
        (grid.name, "认出了，还没有核对，没有填" if number in read else "没有认出表头或栏目，原样没有动")
        for number, grid in enumerate(Form.from_json(json.loads(blank.read())).grids)
        if number not in filled and any(map(any, grid.rows)) and (number in read or grid.name != PROSE)
    ]


def may_open(blank: Blank, actor: Actor) -> bool:
    """Say whether someone may have the filled file: every number and every condition in it is theirs to read.

    ``actor`` is not narrowed; rights are those of today, whoever filled it.
    """
    if blank.is_revealing and not actor.may(Permission.MEMBER_REVEAL, blank.org_path):
        return False
    bodies = Organization.objects.filter(pk__in=blank.condition_bodies)
    return all(reads_conditions(actor, body) for body in bodies)


def memory(county_id: int) -> dict[str, dict[str, str]]:
    """Return what a county says that captions mean, by subject."""
    found: dict[str, dict[str, str]] = {}
    for subject, caption, key in Remembered.objects.filter(county_id=county_id).values_list(
        "subject", "caption", "key"
    ):
        found.setdefault(subject, {})[caption] = key
    return found


def examples(proposal: Proposal, columns: Mapping[int, str], found: Lines, asked: Asked) -> dict[int, str]:
    """Return, by column, what would stand in the first row whose subject is known; sealed values stay hidden."""
    facts = proposal.facts
    keys = [key for key in columns.values() if key in facts and not facts[key].is_sealed]
    first = next((line.row for line in found.lines if line.row is not None), None)
    values = catalogue.ask(keys, proposal.subject, [first] if first else [], asked)
    shown = {column: _shown(key, values, proposal, first) for column, key in columns.items()}
    if found.is_listed or proposal.is_card or proposal.name_column is None:
        return shown
    return shown | {proposal.name_column: KEPT}


def _shown(
    key: str, values: Mapping[str, Mapping[int, catalogue.Known]], proposal: Proposal, first: catalogue.Row | None
) -> str:
    if key == SEQUENCE:
        return "1"
    fact = proposal.facts.get(key)
    if fact is None or first is None:
        return ""
    if fact.is_sealed:
        return HIDDEN
    known = values[key][first.pk]
    return known.remark if known.value is None else in_words(known.value)
