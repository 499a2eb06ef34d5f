"""Reads for the pages of blanks: what a county remembers, how a blank is meant, what stands in its first row."""

import json
from collections.abc import Mapping

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.blanks import catalogue
from dangjian.affairs.blanks.catalogue import SEQUENCE, Asked
from dangjian.affairs.blanks.models import Blank, Remembered
from dangjian.affairs.blanks.proposals import Proposal, propose
from dangjian.affairs.blanks.rows import Lines
from dangjian.affairs.members.queries.record import reads_conditions
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.documents.filling import Form
from dangjian.foundation.documents.filling.layout import in_words

HIDDEN = "填好后可见"
KEPT = "表里已有，不改"


def proposals(blank: Blank) -> list[Proposal]:
    """Return how the tables of a blank are taken to be meant, by what its county corrected before."""
    return propose(Form.from_json(json.loads(blank.read())), memory(blank.county_id))


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
    facts = catalogue.facts(proposal.subject)
    keys = [key for key in columns.values() if key in facts and not facts[key].is_sealed]
    first = next((line.row for line in found.lines if line.row is not None), None)
    values = catalogue.ask(keys, proposal.subject, [first] if first else [], asked)
    shown = {column: _shown(key, values, proposal, first) for column, key in columns.items()}
    named = {} if found.is_listed or proposal.name_column is None else {proposal.name_column: KEPT}
    return shown | named


def _shown(
    key: str, values: Mapping[str, Mapping[int, catalogue.Known]], proposal: Proposal, first: catalogue.Row | None
) -> str:
    if key == SEQUENCE:
        return "1"
    fact = catalogue.facts(proposal.subject).get(key)
    if fact is None or first is None:
        return ""
    if fact.is_sealed:
        return HIDDEN
    known = values[key][first.pk]
    return known.remark if known.value is None else in_words(known.value)
