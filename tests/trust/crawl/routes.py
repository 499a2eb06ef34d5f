"""The addresses of the project as probes: what stands in place of each parameter, by the rows of a place."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import uuid4

from dangjian.access.checks import gate_of, patterns
from dangjian.access.gates import Gate
from tests.trust.crawl.world import Place

PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")

# (route prefix, parameter) → the row of the place that stands there; the first that fits.
ROWS: tuple[tuple[str, str, str], ...] = (
    ("cards/phones/", "phone_id", "phone"),
    ("cards/holders/", "account_id", "account"),
    ("cards/people/", "person_id", "person"),
    ("cards/", "card_id", "card"),
    ("slips/bodies/", "organization_id", "body"),
    ("slips/sheets/", "sheet_id", "sheet"),
    ("slips/", "slip_id", "slip"),
    ("accounts/people/", "person_id", "person"),
    ("phones/", "phone_id", "phone"),
    ("accounts/", "account_id", "account"),
    ("admissions/old-files/", "file_id", "old_file"),
    ("admissions/", "admission_id", "admission"),
    ("assignments/", "public_id", "assignment"),
    ("bases/bookings/", "booking_id", "booking"),
    ("bases/kept/", "kept_id", "base"),
    ("blanks/papers/files/", "paper_id", "paper"),
    ("blanks/papers/", "organization_id", "body"),
    ("blanks/", "blank_id", "blank"),
    ("burden/", "organization_id", "body"),
    ("bulletins/", "public_id", "bulletin"),
    ("bulletins/", "bulletin_id", "bulletin"),
    ("directives/", "directive_id", "directive"),
    ("directives/", "proposal_id", "proposal"),
    ("goals/", "goal_id", "goal"),
    ("imports/", "import_id", "import"),
    ("inspections/visits/new/", "organization_id", "body"),
    ("inspections/visits/", "visit_id", "visit"),
    ("inspections/", "sample_id", "sample"),
    ("my-record/", "correction_id", "correction"),
    ("members/enrollment/", "organization_id", "body"),
    ("members/", "person_id", "member_person"),
    ("members/", "reveal_id", "reveal"),
    ("appraisals/", "appraisal_id", "appraisal"),
    ("appraisals/", "organization_id", "body"),
    ("appraisals/", "problem_id", "problem"),
    ("appraisals/", "life_id", "leaders_life"),
    ("appraisals/", "gate_id", "gate"),
    ("duplicates/lookup/", "lookup_id", "lookup"),
    ("duplicates/", "case_id", "duplicate"),
    ("lists/from-directive/", "public_id", "directive"),
    ("lists/", "public_id", "task_list"),
    ("organizations/", "organization_id", "body"),
    ("organizations/", "unit_id", "unit"),
    ("organizations/", "attached_id", "attached"),
    ("organizations/", "seat_id", "attached_seat"),
    ("organizations/", "relation_id", "relation"),
    ("meetings/", "item_id", "action_item"),
    ("meetings/<uuid:public_id>/record/", "public_id", "coming_meeting"),
    ("meetings/<uuid:public_id>/plan/", "public_id", "coming_meeting"),
    ("meetings/<uuid:public_id>/notice/", "public_id", "coming_meeting"),
    ("meetings/<uuid:public_id>/cancellation/", "public_id", "coming_meeting"),
    ("meetings/<uuid:public_id>/code/", "public_id", "coming_meeting"),
    ("meetings/", "public_id", "meeting"),
    ("meetings/", "organization_id", "body"),
    ("mobility/", "stay_id", "stay"),
    ("mobility/", "talent_id", "talent"),
    ("mobility/", "objection_id", "objection"),
    ("registers/definitions/", "definition_id", "register"),
    ("registers/lines/", "entry_id", "register_line"),
    ("registers/uploads/", "upload_id", "register_upload"),
    ("registers/mine/", "own_id", "register_line"),
    ("registers/", "filled_id", "register"),
    ("registers/", "organization_id", "body"),
    ("standing/", "matter_id", "matter"),
    ("disposals/mine/", "own_id", "disposal"),
    ("disposals/", "disposal_id", "disposal"),
    ("rectification/", "rectification_id", "rectification"),
    ("renewals/mine/", "own_id", "reserve"),
    ("duties/plans/days/", "item_id", "plan_day"),
    ("duties/plans/", "plan_id", "plan"),
    ("duties/local/", "local_id", "local_duty"),
    ("duties/", "organization_id", "body"),
    ("economy/", "organization_id", "body"),
    ("economy/", "pilot_id", "pilot"),
    ("newcomers/lists/", "listing_id", "newcomer_listing"),
    ("newcomers/lists/", "line_id", "newcomer_line"),
    ("newcomers/", "unit_id", "newcomer"),
    ("premises/", "organization_id", "body"),
    ("stationed/", "organization_id", "body"),
    ("stationed/", "need_id", "stationing_need"),
    ("stationed/", "stationing_id", "stationing"),
    ("dues/", "organization_id", "body"),
    ("dues/", "person_id", "member_person"),
    ("dues/", "assessment_id", "dues_assessment"),
    ("dues/", "entry_id", "dues_entry"),
    ("dues/", "matter_id", "dues_reduction"),
    ("posts/offices/", "appointment_id", "office"),
    ("posts/", "appointment_id", "appointment"),
    ("posts/", "organization_id", "body"),
    ("posts/", "post_id", "post"),
    ("practices/matters/", "case_id", "practice"),
    ("practices/drafts/", "draft_id", "practice_draft"),
    ("suggestions/", "suggestion_id", "suggestion"),
    ("terms/", "organization_id", "body"),
    ("terms/", "extension_id", "term_extension"),
    ("terms/", "election_id", "election"),
    ("tasks/", "public_id", "task"),
    ("village/", "village_code", "village"),
    ("village/", "open_id", "open_matter"),
    ("villages/bodies/", "organization_id", "body"),
    ("villages/matters/", "matter_id", "village_matter"),
    ("villages/covenants/", "covenant_id", "covenant"),
    ("villages/questions/", "question_id", "question"),
    ("villages/", "village_id", "village"),
    ("warnings/", "warning_rule_id", "warning_rule"),
    ("warnings/", "shift_id", "shift"),
    ("warnings/", "letter_id", "letter"),
    ("warnings/", "interview_id", "interview"),
    ("warnings/", "organization_id", "body"),
    ("warnings/", "warning_id", "warning"),
    ("transfers/people/", "person_id", "member_person"),
    ("transfers/", "public_id", "transfer"),
)
# Addresses that speak of a body asked for in the query, found through its doorway; bare, of that of one's own post.
OF_A_BODY = (
    "dues/tally/",
    "meetings/",
    "meetings/plan/",
    "meetings/new/",
    "meetings/book.docx",
    "meetings/blank.docx",
)
# Addresses that carry an id and look no row up by it: they say the same for every id, also for that of nothing.
CARRIED = {"meetings/<uuid:public_id>/sign-in/": "a phone at the door; who may sign in is asked when the ticket comes"}
# What names a row in an address where its public id does not, with what names none.
NAMES = {"village_code": ("code", "000000000000")}
# What is in an address but names no row of a place.
OTHERS: dict[str, Callable[[], str]] = {
    "secret": lambda: uuid4().hex,
    "job_id": lambda: "999999999",
    "field": lambda: "education",
    "number": lambda: "999999999",
    "key": lambda: "transfers.between",
    "step_key": lambda: "ask",
    "rule_id": lambda: "tasks.yellow_days",
    "register_id": lambda: str(uuid4()),  # A register is open to all who fill it; tested beside the registers.
    "field_key": lambda: "note",
    "shipped_key": lambda: "village_cadres",
    "campaign_id": lambda: str(uuid4()),  # Read by its whole county; what is handled there is tested beside it.
    "paper": lambda: "talk",
    "topic": lambda: "ordinary",
    "first": lambda: "2026-10-01",
    "ticket": lambda: str(uuid4()),  # Whoever asked holds it, and nobody else; tested beside the villages.
    "base_id": lambda: str(uuid4()),  # A base is open to its whole county; tested beside the bases.
}


class UnmappedParameterError(Exception):
    """An address has a parameter that the crawl does not know how to fill: map it in ``ROWS``."""


@dataclass(frozen=True, slots=True)
class Route:
    """One address of the URL map with its gate."""

    route: str
    gate: Gate

    @property
    def parameters(self) -> list[str]:
        """Return the names of the parameters, in order."""
        return [name for _, name in PARAMETER.findall(self.route)]

    @property
    def is_about_a_row(self) -> bool:
        """Say whether the address names a row."""
        return self.route not in CARRIED and bool(set(self.parameters) - set(OTHERS))

    def address(self, place: Place | None) -> str:
        """Return the address with the ids of a place's rows; of rows that are nowhere, for None."""

        def value(found: re.Match[str]) -> str:
            name = found[2]
            return OTHERS[name]() if name in OTHERS else self._id(name, place)

        return "/" + PARAMETER.sub(value, self.route)

    def _id(self, name: str, place: Place | None) -> str:
        for prefix, parameter, key in ROWS:
            if parameter == name and self.route.startswith(prefix):
                field, nothing = NAMES.get(name, ("public_id", str(uuid4())))
                return str(getattr(place.rows[key], field)) if place else nothing
        raise UnmappedParameterError(self.route)


def routes() -> Iterator[Route]:
    """Yield every address of the project that serves something of ours."""
    for route, pattern in patterns():
        gate = gate_of(pattern)
        if gate is not None:
            yield Route(route, gate)
            if route in OF_A_BODY:
                yield Route(f"{route}?body=<uuid:organization_id>", gate)
