"""Every page of the URL map as each person of the demo county: nothing in anyone's way, at desk, phone and 长辈版."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from dangjian.affairs.accounts.models import Account
from dangjian.site import demo
from tests.journeys import further
from tests.journeys.accessibility import AXE, RENDERED, VIEWS, elder_faults, overflow, violations
from tests.journeys.county import People
from tests.journeys.served import sign_in
from tests.trust.crawl.routes import routes

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("pages")]

HTML = "text/html"
NOT_THEIRS = (403, 404)
PUBLIC = ["/sign-in/", "/card/", "/card/unknown/", "/activation/", "/activation/unknown/", "/none/"]
SEARCHED = ["/search/?q=党", "/search/?q=不在这里", "/gallery/"]  # Reached by typing, and by those who build pages.
# Addresses to which no link of the demo county leads, with the reason.
NOT_LINKED = {
    "blanks/<uuid:blank_id>/": "only a table that was just uploaded; looked at in test_blank",
    "blanks/<uuid:blank_id>/file/": "only a table that was just filled; fetched in test_blank",
    "blanks/papers/files/<uuid:paper_id>/": "only a form that was just made; a file",
    "meetings/<uuid:public_id>/minutes.docx": "a file; read in its own tests",
    "meetings/<uuid:public_id>/photo/": "only where a handwritten page was photographed",
    "meetings/worker.js": "a script",
    "mobility/mine/": "only from the own record of who is registered as away",
    "mobility/objections/<uuid:objection_id>/": "only once a member objects; looked at in its own tests",
    "activation/<str:secret>/": "only from the QR code of a slip; walked in test_activation",
    "cards/people/<uuid:person_id>/": "found by name; looked at in its own tests",
    "accounts/people/<uuid:person_id>/slip/": "from an account that is not one's own, or found by name",
    "slips/sheets/<uuid:sheet_id>/": "only the sheet that was just printed; walked in test_activation",
    "card/<str:secret>/": "only from the QR code of a card",
    "cards/<uuid:card_id>/": "only the card that was just issued; looked at in the walk",
    "duplicates/<uuid:case_id>/": "the demo county has no duplicates yet; looked at by hand",
    "duplicates/lookup/<uuid:lookup_id>/": "only whoever made that search",
    "members/<uuid:person_id>/reveals/<uuid:reveal_id>/": "only whoever asked, once",
    "appraisals/<uuid:appraisal_id>/paper.docx": "a file, where the ballot is on paper; read in its own tests",
    "appraisals/<uuid:appraisal_id>/voiding/": "only once an urn was opened; looked at in its own tests",
    "appraisals/away/": "only from the notice that a result elsewhere is told; tested beside the appraisals",
    "appraisals/leaders/new/": "a committee's secretary has no account in the demo county; walked in test_appraisal",
    "village/<str:village_code>/questions/<uuid:ticket>/": "only whoever asked holds it; walked in test_village",
    "villages/covenants/<uuid:covenant_id>/text/": "the draft of the printed village is with the township",
    "admissions/mine/": "only from the own record of who applied; walked in test_admission",
    "admissions/old-files/<uuid:file_id>/": "only a roll that was just audited; walked in test_admission",
    "admissions/old-files/<uuid:file_id>/conflicts.xlsx": "a file of a roll that was just audited",
    "registers/mine/": "only from the own record of whom a register names; tested beside the registers",
    "disposals/mine/": "only from the own record of whom it is about; walked in test_disposal",
    "mobility/talents/<uuid:talent_id>/": "only where the county of the day parks one at a printed body",
    "practices/drafts/<uuid:draft_id>/": "only while a text is written; walked in test_practice",
    "practices/drafts/<uuid:draft_id>/steps/": "only while a text is written; walked in test_practice",
    "practices/drafts/<uuid:draft_id>/steps/<str:step_key>/": "only while a text is written; walked in test_practice",
    "rectification/<uuid:rectification_id>/acceptance/": "only at its step; walked in test_rectification",
    "rectification/new/": "names a body; walked in test_rectification",
    "registers/<uuid:filled_id>/bodies/<uuid:organization_id>/new/": "only what is not filled; walked in test_register",
    "registers/lines/<uuid:entry_id>/filling/": "only a line that was given back; looked at in its own tests",
    "registers/uploads/<uuid:upload_id>/": "only a workbook that was just taken in; looked at in its own tests",
    "renewals/mine/": "only from the own record of whom it is about; walked in test_disposal",
    "side/": "a part of the home page, which fetches it",
    "transfers/targets/": "a part of the form, which fetches it",
    "tasks/<uuid:public_id>/own/": "only from a group notice; leads on to the assignment",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as the server gave it to one person."""

    path: str
    route: str
    shape: frozenset[tuple[str, str]]


def walk(client: Client) -> Iterator[Shown]:
    """Follow every link from the home page and from `further`; of addresses that differ in the row only, the first."""
    beside = further.addresses()
    waiting, seen = ["/", *beside], set()
    while waiting:
        path = waiting.pop(0)
        route = route_of(path)
        if route is None or (route in seen and path not in beside):
            continue
        answer = client.get(path, follow=True)
        if path in beside:
            beside.remove(path)
            if answer.status_code in NOT_THEIRS:
                continue
        seen.add(route)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        if not answer["Content-Type"].startswith(HTML):
            yield Shown(path, route, frozenset())
            continue
        tree = html.document_fromstring(answer.content)
        waiting += [link.partition("#")[0] for link in tree.xpath("//a[starts-with(@href, '/')]/@href")]
        yield Shown(path, route, frozenset((one.tag, one.get("class", "")) for one in tree.xpath("//*")))


def route_of(path: str) -> str | None:
    try:
        return resolve(urlsplit(path).path).route
    except Resolver404:
        return None


def faults(page: Page, paths: list[str]) -> Iterator[str]:
    """Load every page once; look at it at each width, and in large type as 长辈版 marks it."""
    for path in paths:
        page.goto(path)
        expect(page.locator("[hx-trigger=load]")).to_have_count(0)
        for name, (width, height, is_elder) in VIEWS.items():
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate("is => document.documentElement.classList.toggle('elder', is)", is_elder)
            found = violations(page, RENDERED if is_elder else ()) + overflow(page)
            for line in found + (elder_faults(page) if is_elder else []):
                yield f"{name} {path}: {line}"


def entered(login: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(login=login))
    return client


def test_every_page_is_reached_and_open_to_everyone(people: People) -> None:
    """A page is looked at once, and again for another person where a part stands on it that stood nowhere before.

    One walk answers both questions: which addresses a link leads to, and what stands in people's way there.
    """
    further.add()
    page = people.screen()
    page.context.add_init_script(path=AXE)
    wrong = list(faults(page, PUBLIC))
    reached: set[str | None] = {route_of(path) for path in PUBLIC + SEARCHED}
    known: set[tuple[str, str]] = set()
    for number, one in enumerate(demo.accounts()):
        fresh = [] if number else list(SEARCHED)
        for shown in walk(entered(one.login)):
            if shown.shape and (shown.route not in reached or shown.shape - known):
                fresh.append(shown.path)
            reached.add(shown.route)
            known |= shown.shape
        page.context.clear_cookies()
        sign_in(page.context, people.server, Account.objects.get(login=one.login))
        wrong += [f"{one.login} {line}" for line in faults(page, fresh)]
    # The crawl also asks for addresses with a body in the query; what is resolved is what stands before it.
    reads = {route.route.partition("?")[0] for route in routes() if "GET" in route.gate.methods}
    wrong += [f"no link leads to {route}" for route in sorted(reads - reached - set(NOT_LINKED))]
    assert not wrong + people.wrong, "\n".join(wrong + people.wrong)


def test_only_what_is_built_alike_is_passed_over(browser: Browser) -> None:
    """Of five rows the last has a fault: a link without words, a color too pale, an id that stands twice."""
    page = browser.new_page()
    for fault, rule in (
        ("<a href='/' id='e'></a>", "link-name"),
        ("<a href='/' id='e' class='pale'>党员</a>", "color-contrast"),
        ("<a href='/' id='a'>党员</a>", "id twice: a"),
    ):
        rows = [f"<a href='/' id='{name}'>党员</a>" for name in "abcd"] + [fault]
        page.set_content(f"<style>.pale {{color: #ddd}}</style><ul>{''.join(f'<li>{row}</li>' for row in rows)}</ul>")
        assert any(line.startswith(rule) for line in violations(page)), rule
