import os
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from unittest import mock

import pytest
from django.core.cache import cache
from django.core.checks import Error
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path

from dangjian.access import actors, checks, gates
from dangjian.access.permissions import Permission
from tests.trust.crawl.oracle import NAMED_AT_THE_BODY
from tests.trust.crawl.probes import Crawler, body_of
from tests.trust.crawl.routes import CARRIED, Route, routes
from tests.trust.crawl.world import TWO_POSTS, Place

pytestmark = pytest.mark.django_db
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
SAMPLE = 1_500
SAMPLE_SEED = 20261121
IS_FULL = os.environ.get("TRUST") == "full"
Probe = tuple[str, str, Route, Place | None]
# Addresses that no role can get a 2xx from by a bare request, each with its reason.
UNANSWERED: dict[str, str] = {
    "card/<str:secret>/": "opens with a one-time secret only; tested beside the cards",
    "activation/<str:secret>/": "opens with a one-time secret only; tested beside the slips",
    "slips/sheets/<uuid:sheet_id>/": "is for whoever printed that very sheet; tested beside the slips",
    "cards/<uuid:card_id>/": "is for whoever issued that very card; tested beside the cards",
    "duplicates/lookup/<uuid:lookup_id>/": "is for whoever made that very search; tested beside the duplicates",
    "members/<uuid:person_id>/reveals/<uuid:reveal_id>/": "is for whoever asked, once; tested beside the members",
    "bases/<uuid:base_id>/": "is open to the whole county, so no row of a place; tested beside the bases",
    "bases/<uuid:base_id>/booking/": "is open to the whole county, so no row of a place; tested beside the bases",
    **{
        f"registers/<uuid:register_id>/{page}": "is open to all who fill it; tested beside the registers"
        for page in ("", "chart/", "waiting/", "lines/", "sheet.xlsx", "uploads/new/")
    },
    "registers/<uuid:filled_id>/bodies/<uuid:organization_id>/": "leads to the one line where there is one at most",
    "duties/bodies/<uuid:organization_id>/explanation/": "names a duty and a day too; tested beside the duties",
    "duties/bodies/<uuid:organization_id>/paper/": "names a duty and a day too; tested beside the duties",
    "duties/bodies/<uuid:organization_id>/paper.docx": "names a duty and a day too; tested beside the duties",
    "appraisals/leaders/new/": "is for the secretary of a committee; tested beside the appraisals",
    "appraisals/<uuid:appraisal_id>/ballot/": "is for whoever votes, by person; tested beside the appraisals",
    "suggestions/<uuid:suggestion_id>/": "is for whoever said it, by person; tested beside the suggestions",
    "disposals/mine/": "is for whom it is about alone; tested beside the disposals",
    "registers/mine/": "is for whom it is about alone; tested beside the registers",
    "renewals/mine/": "is for whom it is about alone; tested beside the renewals",
    "renewals/<uuid:campaign_id>/": "is read by its whole county; tested beside the renewals",
    "renewals/<uuid:campaign_id>/bodies/": "is read by its whole county; tested beside the renewals",
    "renewals/<uuid:campaign_id>/village/": "is read by its whole county; tested beside the renewals",
    "renewals/<uuid:campaign_id>/handling/": "is read by its whole county; tested beside the renewals",
    "rectification/new/": "names a body too; tested beside it",
    "village/<str:village_code>/questions/<uuid:ticket>/": "is for whoever asked; tested beside the villages",
    "tasks/<uuid:public_id>/own/": "only ever leads to another page",
}
# Views whose rows are bounded a second time, by ids taken from the person's own posts: without the doorway they
# still show nothing more, so the control has nothing to catch.
BOUND_TWICE: dict[str, str] = {
    "bases/bookings/": "by one side of the doorway at a time: who visits, or who keeps the base",
    "bases/kept/new/": "bodies looked up by the ids of the posts",
    "practices/texts/<str:key>/": "the crawl asks for a shipped text; tested beside the practices",
    "practices/texts/<str:key>/drafts/": "the crawl asks for a shipped text; tested beside the practices",
    **{
        f"registers/<uuid:register_id>/{page}": "is open to all who fill it, so the crawl has none; tested beside"
        for page in ("", "chart/", "lines/", "lines/confirmations/", "sheet.xlsx", "uploads/new/", "waiting/")
    },
    "registers/definitions/": "what a register is called is said to all who fill it: no canary; tested beside",
    "registers/definitions/new/": "bodies looked up by the ids of the posts",
    "registers/definitions/shipped/<slug:shipped_key>/copy/": "bodies looked up by the ids of the posts",
    "renewals/<uuid:campaign_id>/handling/reviews/": "is its whole county's, so the crawl has none; tested beside",
    "renewals/<uuid:campaign_id>/phases/": "is read by its whole county, so the crawl has none; tested beside",
    "mobility/": "names at the bodies of one's own posts, counts by the path of the scope",
    "duties/": "bodies looked up by the ids of the posts",
    "duties/compliance/": "the body of the post and what hangs directly under it",
    "appraisals/away/": "by another word of the doorway: the home of whoever was appraised elsewhere",
    "appraisals/leaders/gates/": "what the one county of the post has set; said to everyone in it",
    "dues/amounts/": "the members and amounts of the one body of the post",
    "dues/ledger/": "the entries of the one body of the post",
    "dues/matters/new/": "whoever is on the roll of the one body of the post",
    "dues/tally/": "the body of the post and what hangs directly under it",
    "meetings/new/": "what the one body of the post owes and was handed",
    "meetings/book.docx": "the records of the one body of the post",
    "goals/new/": "goals of the one body whose programme is edited",
    "blanks/new/": "bodies looked up by the ids of the posts",
    "inspections/new/": "bodies looked up by the ids of the posts",
    "newcomers/lists/new/": "bodies looked up by the ids of the posts",
    "imports/new/": "bodies looked up by the ids of the posts",
    "transfers/": "by the two other words of the doorway: what leaves the scope, what arrives in it",
    "transfers/<uuid:public_id>/letter.docx": "for the sending committee only, asked once more by its path",
    "directives/new/": "bodies looked up by the ids of the posts",
    "lists/urgent/new/": "the one body in whose name is sent, and the ranges saved there",
    "side/": "what was handed down to the body of the post and below it",
    "burden/": "the body of the post and what hangs directly under it",
    "burden/statement/": "the body of the post and what was asked below it",
    "burden/statement.docx": "the body of the post and what was asked below it",
    "warnings/": "the body of the post and what stands at it and below it",
    "bulletins/overview/": "what was handed down to the body of the post and below it",
    "bulletins/overview/rows/": "what was handed down to the body of the post and below it, listed",
}


def every_probe(crawler: Crawler) -> Iterator[Probe]:
    """Every address × method × person × relation.

    A method without a gate is tried once a person. Of the places that a person may open, two are enough
    outside the full size: what must not open is tried at every place.
    """
    for route in routes():
        for who in crawler.clients:
            for method in METHODS:
                for place in relations(crawler, who, method, route):
                    yield who, method, route, place


def relations(crawler: Crawler, who: str, method: str, route: Route) -> list[Place | None]:
    """Return the places whose rows are tried in an address."""
    places = list(crawler.world.places.values())
    if not route.is_about_a_row:
        return [None]
    if method not in route.gate.methods:
        return [places[0]]
    permission = route.gate.methods[method]
    if IS_FULL or permission is None or who == "anonymous":
        return [*places]
    mine = [place for place in places if crawler.oracle.opens(who, permission, place.name)]
    return [*mine[:1], *mine[-1:], *(place for place in places if place not in mine)]


def chosen_probes(crawler: Crawler) -> list[Probe]:
    """Return every probe in the full size; else a sample, with those that open.

    One that opens is enough where a row is named; without one, a page may be for some bodies' posts only
    (what is registered at a branch), so everyone who may is tried.
    """
    every = list(every_probe(crawler))
    if IS_FULL:
        return every
    opening: dict[tuple[str, str, str], Probe] = {}
    for probe in every:
        who, method, route, place = probe
        if method not in route.gate.methods:
            continue
        if who == "anonymous" and route.gate.kind == "public":
            opening[(route.route, method, place.name if place else "")] = probe  # Open to everybody: each place.
        permission = route.gate.methods[method]
        if who != "anonymous" and (permission is None or opens(crawler, who, permission, place)):
            opening.setdefault((route.route, method, "" if place else who), probe)
    sample = random.Random(SAMPLE_SEED).sample(every, min(SAMPLE, len(every)))  # noqa: S311  # an order, no secret
    return [*opening.values(), *sample]


def opens(crawler: Crawler, who: str, permission: Permission, place: Place | None) -> bool:
    """Say whether the policy lets ``who`` in, at ``place`` where the address names one."""
    if place is None:
        return crawler.oracle.may(who, permission)
    return crawler.oracle.opens(who, permission, place.name)


def test_nobody_reads_or_changes_what_is_not_theirs(crawler: Crawler, capsys: pytest.CaptureFixture[str]) -> None:
    findings = [finding for probe in chosen_probes(crawler) for finding in crawler.probe(*probe)]
    size = f"{crawler.number} probes of {len(list(routes()))} addresses as {len(crawler.clients)} people"
    with capsys.disabled():
        print(f"\ncrawl: {size}, {len(findings)} findings")
        for finding in findings:
            print(f"  {finding.who} {finding.method} {finding.route} of {finding.place}: {finding.words}")
    assert findings == []
    reading = {route.route for route in routes() if "GET" in route.gate.methods}
    # Both ways: an entry whose address is gone, or was answered, is stale.
    assert sorted(reading - crawler.answered) == sorted(UNANSWERED)


def outsiders(crawler: Crawler, route: Route) -> list[tuple[str, str, Place | None]]:
    """Probes of one address that must not be answered, or whose answer must not show foreign rows.

    Where the control has nothing to catch, a sixth of the rows says so outside the full size.
    """
    every = list(_outsiders(crawler, route))
    is_few = route.is_about_a_row and route.route in BOUND_TWICE and not IS_FULL
    return every[::6] if is_few else every


def _outsiders(crawler: Crawler, route: Route) -> Iterator[tuple[str, str, Place | None]]:
    for method in route.gate.methods:
        for who in crawler.world.accounts:
            permission = route.gate.methods[method]
            if permission is None or not crawler.oracle.may(who, permission):
                continue
            for place in crawler.world.places.values() if route.is_about_a_row else [None]:
                if place is None or not crawler.oracle.opens(who, permission, place.name):
                    yield who, method, place


def scoped_classes() -> list[type]:
    """Return every class of rows that has its own doorway."""
    found: list[type] = [QuerySet]
    for parent in found:
        children: list[type] = type.__subclasses__(parent)
        found += [child for child in children if child not in found]
    return [one for one in found if "visible_to" in vars(one)]


def is_scoped(crawler: Crawler, who: str, method: str, route: Route) -> bool:
    """Say whether the view asks for a scope at all."""
    calls: list[str] = []
    original = actors.Actor.within

    def counted(actor: actors.Actor, field: str) -> object:
        calls.append(field)
        return original(actor, field)

    with mock.patch.object(actors.Actor, "within", counted):
        crawler.send(who, method, route.address(crawler.world.places["Own"] if route.is_about_a_row else None))
    return bool(calls)


def caught(crawler: Crawler, route: Route) -> bool:
    return any(crawler.probe(who, method, route, place) for who, method, place in outsiders(crawler, route))


def test_the_control_without_visible_to_every_scoped_view_is_caught(
    crawler: Crawler, capsys: pytest.CaptureFixture[str]
) -> None:
    missed, tried = [], 0
    for route in routes():
        probes = outsiders(crawler, route)
        if not any(is_scoped(crawler, who, method, route) for who, method in {(w, m) for w, m, _ in probes}):
            continue
        tried += 1
        patches = [mock.patch.object(found, "visible_to", lambda rows, _: rows.all()) for found in scoped_classes()]
        for patch in patches:
            patch.start()
        cache.clear()  # kept figures would answer in the place of the view
        try:
            if not caught(crawler, route):
                missed.append(route.route)
        finally:
            for patch in patches:
                patch.stop()
    with capsys.disabled():
        print(f"\ncontrol: visible_to removed from {tried} views in turn, {tried - len(missed)} caught")
    assert tried > 0
    # Both ways: an entry whose address is gone, asks for no scope, or was caught, is stale.
    assert sorted(missed) == sorted(BOUND_TWICE)


def reached_by_another(crawler: Crawler) -> Iterator[tuple[str, str, Route, Place]]:
    """Every probe at a place that a person's posts reach, but not with the permission of the address."""
    for route in routes():
        for method, permission in route.gate.methods.items():
            for who in TWO_POSTS:
                if permission is None or not route.is_about_a_row or not crawler.oracle.may(who, permission):
                    continue
                for place in crawler.world.places.values():
                    by_any = any(crawler.oracle.reaches(who, other, place.name) for other in Permission)
                    if by_any and not crawler.oracle.opens(who, permission, place.name):
                        yield who, method, route, place


def is_bound_again(crawler: Crawler, who: str, method: str, route: Route, place: Place) -> bool:
    """Say whether the view asks once more, by the name of the permission: an un-narrowed scope then shows nothing."""
    if route.route in BOUND_TWICE:
        return True
    is_elsewhere = all(seat.body.pk != place.body.pk for seat in crawler.oracle.seats[who])
    is_named = route.gate.methods[method] in NAMED_AT_THE_BODY or route.route.startswith("dues/matters/")
    return is_named and is_elsewhere


def is_shown(crawler: Crawler, probe: tuple[str, str, Route, Place]) -> bool:
    """Say whether the crawl objects because a row was found, not because the view broke."""
    return any(not finding.words.startswith("answers 5") for finding in crawler.probe(*probe))


def test_the_control_an_actor_that_is_not_narrowed_is_caught(
    crawler: Crawler, capsys: pytest.CaptureFixture[str]
) -> None:
    def unnarrowed(actor: actors.Actor, permission: Permission) -> actors.Actor:
        return replace(actor, permission=permission)

    probes = list(reached_by_another(crawler))
    tried = {(method, route.route) for _, method, route, _ in probes}
    guarded = {(m, r.route) for r in routes() if r.is_about_a_row for m, needed in r.gate.methods.items() if needed}
    # Outside the full size the crawl itself has tried a sample of these; a few more tell the two worlds apart.
    for probe in probes if IS_FULL else probes[::30]:
        assert crawler.probe(*probe) == []
    shown: set[tuple[str, str]] = set()
    missed, number = [], 0
    with mock.patch.object(actors.Actor, "narrowed", unnarrowed):
        for probe in probes:
            _, method, route, _ = probe
            if (method, route.route) in shown and not IS_FULL:
                continue  # Caught once is caught.
            number += 1
            if is_shown(crawler, probe):
                shown.add((method, route.route))
            elif not is_bound_again(crawler, *probe):
                missed.append(probe)
    never = tried - shown
    with capsys.disabled():
        print(f"\ncontrol: not narrowed, {len(tried)} gates of rows, {number} probes, {len(missed)} not caught")
    assert [f"{who} {method} {route.route} of {place.name}" for who, method, route, place in missed] == []
    assert {route for _, route in never} <= set(BOUND_TWICE)
    assert sorted(guarded - tried) == []


def test_a_foreign_row_answers_to_the_letter_as_an_absent_one(crawler: Crawler) -> None:
    """T08 without its clock: status, headers and body; keys and tokens of forms apart."""
    volatile = re.compile(rb'name="(?:once|csrfmiddlewaretoken)" value="[^"]*"|nonce="[^"]*"|[0-9a-f-]{36}')
    for route in routes():
        if not (route.is_about_a_row and "GET" in route.gate.methods) or route.gate.kind == "public":
            continue  # What is open to everybody is open of the foreign place too.
        foreign = crawler.send("secretary", "GET", route.address(crawler.world.places["ForeignBranch"]))
        absent = crawler.send("secretary", "GET", route.address(None))
        assert foreign.status_code == absent.status_code == 404, route.route
        assert volatile.sub(b"", body_of(foreign)) == volatile.sub(b"", body_of(absent)), route.route


def test_an_address_that_carries_an_id_says_the_same_for_every_id(crawler: Crawler) -> None:
    volatile = re.compile(rb'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"|[0-9a-f-]{36}')
    for route in routes():
        if route.route in CARRIED:
            own, absent = (route.address(place) for place in (crawler.world.places["Own"], None))
            asked = [crawler.send("member", "GET", address) for address in (own, absent)]
            assert {answer.status_code for answer in asked} == {200}
            assert len({volatile.sub(b"", body_of(answer)) for answer in asked}) == 1


def test_every_view_and_method_has_its_gate() -> None:
    assert checks.every_view_is_gated() == []


def test_the_control_a_view_without_gate_or_under_a_reading_permission_is_refused() -> None:
    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    bare = path("bare/", view)
    under = path("under/", gates.requires(post=Permission.LIST_VIEW)(view))
    with mock.patch.object(checks, "patterns", return_value=iter([("bare/", bare), ("under/", under)])):
        found = checks.every_view_is_gated()
    assert [error.id for error in found if isinstance(error, Error)] == ["access.E001", "access.E002"]


def test_the_probes_are_not_in_an_order_that_hides_something(crawler: Crawler) -> None:
    """A sample in random order gives the same verdicts: no probe leaves a trace for the next."""
    sample = random.Random(7).sample(list(every_probe(crawler)), 300)  # noqa: S311  # an order, no secret
    assert [finding for probe in sample for finding in crawler.probe(*probe)] == []
