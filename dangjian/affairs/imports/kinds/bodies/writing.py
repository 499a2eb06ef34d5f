"""Founds the bodies of a roster, superiors first, and puts all of its bodies into the order of its rows."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection

from dangjian.access.actors import Actor
from dangjian.affairs.imports.kinds.branches import plain
from dangjian.affairs.imports.stale import Stale
from dangjian.affairs.imports.traces import Traces
from dangjian.affairs.organizations.models import Change, Event, Field, Kind, Level, Organization, State
from dangjian.affairs.organizations.services import found
from dangjian.affairs.organizations.services.decrees import Decree, hold_tree
from dangjian.affairs.organizations.services.founding import Naming


def write(prepared: Iterable[list[Any]], *, by: Actor, on: date, reference: str) -> Traces:
    """Write within the running transaction; raises ``Stale``, and ``RuleBreach`` of the founding."""
    hold_tree(alone=True)
    traces, founded = Traces(), dict[str, Organization]()
    known = {row[1] for row in prepared if row[0] == "known"}
    if Organization.objects.filter(pk__in=known, closed_on=None).count() != len(known):
        raise Stale
    waiting = [row[2] for row in prepared if row[0] == "found"]
    decree = Decree(on=on, basis=f"表格导入 {reference}", today=on)
    while waiting:
        ready = [facts for facts in waiting if facts["above"] or facts["superior"] in founded]
        if not ready:
            raise Stale
        for facts in ready:
            founded[plain(facts["name"])] = _found(facts, founded, by, decree)
        waiting = [facts for facts in waiting if plain(facts["name"]) not in founded]
    new = sorted(body.pk for body in founded.values())
    traces.made("organizations_organization", new)
    traces.made("organizations_change", _of(Change, new))
    traces.made("organizations_state", _of(State, new))
    order = [row[1] or founded[plain(row[2]["name"])].pk for row in prepared]
    _put_in_order(order, set(new), traces)
    return traces


def _found(facts: dict[str, Any], founded: dict[str, Organization], by: Actor, decree: Decree) -> Organization:
    parent = Organization.objects.get(pk=facts["above"]) if facts["above"] else founded[facts["superior"]]
    naming = Naming(
        name=facts["name"],
        short_name=facts["short_name"],
        kind=Kind(facts["kind"]),
        field=Field(facts["field"]),
        level=Level(facts["level"]),
    )
    body = found(by=by, parent=parent, naming=naming, decree=decree, event=Event.IMPORT)
    if facts["founded_on"]:
        # Kept as a fact of the body; the tree of the past is only known from today on.
        body.founded_on = date.fromisoformat(facts["founded_on"])
        body.save(update_fields=["founded_on"])
    return body


def _of(model: type[Change | State], bodies: Sequence[int]) -> list[int]:
    rows = model._default_manager.filter(organization_id__in=bodies).order_by("pk")
    return list(rows.values_list("pk", flat=True))


def _put_in_order(order: list[int], new: set[int], traces: Traces) -> None:
    """Let the bodies of the roster change places among themselves; everyone else keeps their place."""
    counties = set(Organization.objects.filter(pk__in=order).values_list("county_id", flat=True))
    for county in counties:
        lines = list(Organization.objects.filter(county_id=county).in_order().values_list("pk", "order_no"))
        listed = set(order)
        turn = iter([pk for pk in order if pk in {line[0] for line in lines}])
        arranged = [next(turn) if pk in listed else pk for pk, _ in lines]
        before = dict(lines)
        moved = [(pk, number) for number, pk in enumerate(arranged, 1) if before[pk] != number]
        traces.keep("organizations_organization", [pk for pk, _ in moved if pk not in new])
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE organizations_organization AS body SET order_no = given.number "
                "FROM unnest(%s::bigint[], %s::integer[]) AS given(id, number) WHERE body.id = given.id",
                [[pk for pk, _ in moved], [number for _, number in moved]],
            )
