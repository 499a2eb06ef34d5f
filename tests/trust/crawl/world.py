"""A small world with a row of every kind at every place; each row's words carry the canary of its place."""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from dangjian.access import audit, files
from dangjian.access.actors import Actor
from dangjian.access.privacy import Privacy
from dangjian.access.secrets import seal
from dangjian.activities.appraisals.tests.make import appraisal_at
from dangjian.activities.bases.tests.make import base_at
from dangjian.activities.meetings.tests.make import meeting_at
from dangjian.affairs.accounts.models import Account, Card, Phone, Sheet, Slip
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.admissions.tests.make import admission_at, old_file_at
from dangjian.affairs.blanks.tests.make import blank_at, paper_at
from dangjian.affairs.disposals.tests.make import disposal_at
from dangjian.affairs.dossier.models import Correction
from dangjian.affairs.dues.tests.make import dues_at
from dangjian.affairs.duplicates.models import Case, Lookup, Side, Sought
from dangjian.affairs.duplicates.models import Kind as DuplicateKind
from dangjian.affairs.economy.tests.make import pilot_at
from dangjian.affairs.imports.models import Finding, Import
from dangjian.affairs.imports.models import Kind as ImportKind
from dangjian.affairs.imports.models import Stage as ImportStage
from dangjian.affairs.members.models import Member, Reason, Reveal
from dangjian.affairs.mobility.tests.make import away_at
from dangjian.affairs.newcomers.tests.make import newcomers_at
from dangjian.affairs.organizations.models import Field, Kind, Level, Organization
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts.models import Appointment, Post
from dangjian.affairs.posts.tests import make
from dangjian.affairs.practices.tests.make import practice_at
from dangjian.affairs.registers.tests.make import register_at
from dangjian.affairs.renewals.tests.make import renewal_at
from dangjian.affairs.standing.tests.make import matter_at
from dangjian.affairs.stationed.tests.make import stationed_at
from dangjian.affairs.terms.models import Candidate, Election, Term
from dangjian.affairs.terms.models import Extension as TermExtension
from dangjian.affairs.transfers.models import Transfer
from dangjian.channels.inbox.models import Announcement
from dangjian.channels.inbox.models import Kind as NoticeKind
from dangjian.community.villages.tests.make import village_at
from dangjian.decisions.bulletins import services as bulletins
from dangjian.decisions.bulletins.models import Bulletin, BulletinKind
from dangjian.procedures.cases import services as cases
from dangjian.procedures.provisions.models import LocalRule
from dangjian.programme.directives.models import Directive, Proposal, Verdict
from dangjian.programme.goals.models import Goal
from dangjian.programme.inspections.tests.make import inspection_at
from dangjian.programme.rectification.tests.make import case_at
from dangjian.programme.suggestions.tests.make import suggestion_at
from dangjian.programme.tasks.models import (
    Assignment,
    Authority,
    Extension,
    Selection,
    Standing,
    Task,
    TaskList,
    TaskState,
)
from dangjian.programme.warnings.tests.make import warnings_at
from tests.trust.crawl.beside import beside
from tests.trust.crawl.duties import duties_at

DUE = date(2026, 12, 15)
LATER = datetime(2036, 1, 1, tzinfo=UTC)
SINCE = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@dataclass(slots=True)
class Place:
    """A body of the world and the rows that belong to it."""

    name: str
    body: Organization
    rows: dict[str, Any] = field(default_factory=dict)

    @property
    def canary(self) -> str:
        """Return the word that stands in every text of this place's rows."""
        return f"canary{self.name}zz"

    @property
    def name_canary(self) -> str:
        """Return the word in the body's own name: shown to those below it too, who report to it."""
        return f"name{self.name}zz"


@dataclass(slots=True)
class World:
    """All places by name, and an account for every role."""

    places: dict[str, Place]
    accounts: dict[str, Account]


def _body(name: str, parent: Organization | None, **fields: Any) -> Organization:  # noqa: ANN401  # passed on
    return make.make_body(f"name{name}zz党组织", parent=parent, **fields)


def build() -> World:
    """Build two counties: the own branch with parent, child, siblings, a closed one and others around it."""
    county = _body("County", None, kind=Kind.COMMITTEE, level=Level.COUNTY, field=Field.ORGAN)
    work = _body("Work", county, kind=Kind.WORK_COMMITTEE, level=Level.DEPARTMENT, field=Field.ORGAN)
    parent = _body("Parent", county, kind=Kind.COMMITTEE, level=Level.TOWNSHIP)
    uncle = _body("Uncle", county, kind=Kind.COMMITTEE, level=Level.TOWNSHIP)
    own = _body("Own", parent)
    bodies = {
        "County": county,
        "Work": work,
        "WorkBranch": _body("WorkBranch", work, field=Field.ORGAN),
        "Parent": parent,
        "Uncle": uncle,
        "Own": own,
        "Child": _body("Child", own, kind=Kind.GROUP),
        "Sibling": _body("Sibling", parent),
        "Closed": _body("Closed", parent, closed_on=date(2026, 1, 1)),
        "Cousin": _body("Cousin", uncle),
    }
    foreign = _body("Foreign", None, kind=Kind.COMMITTEE, level=Level.COUNTY, field=Field.ORGAN)
    bodies |= {"Foreign": foreign, "ForeignBranch": _body("ForeignBranch", foreign)}
    places = {name: Place(name, body) for name, body in bodies.items()}
    for place in places.values():
        _furnish(place)
    return World(places, _people(places))


def _furnish(place: Place) -> None:
    """Give the place one row of every kind; its task is issued by the body above it, or by itself at the top."""
    body, canary = place.body, place.canary
    at = {"organization": body, "county_id": body.county_id, "org_path": body.path}
    member = make.make_member(body, canary)
    account = make.make_account(member.person, canary)
    directive = Directive.objects.create(
        **at, title=canary, issuer=canary, text=f"{canary}要建台账。每季度核一次。", read_by=1
    )
    spot = {"county_id": body.county_id, "org_path": body.path, "start": 0, "end": len(directive.text)}
    judged = {"verdict": Verdict.CONFIRMED, "as_read": {"title": canary}}
    proposal = Proposal.objects.create(directive=directive, title=canary, **spot, **judged)
    goal = Goal.objects.create(**at, place="000", word="工程", title=canary, from_year=2026, to_year=2028)
    task_list = TaskList.objects.create(
        **at, title=canary, authority=Authority.OWN, basis=canary, goal=goal, directive=directive,
        from_day=date(2026, 1, 1), to_day=date(2026, 12, 31), made_by=1,
    )  # fmt: skip
    draft = Task.objects.create(**at, task_list=task_list, order_no=1, title=canary, due_on=DUE)
    issued = Task.objects.create(
        **at, task_list=task_list, order_no=2, title=canary, measures=canary, due_on=DUE, state=TaskState.ISSUED
    )
    sheet = Sheet.objects.create(
        organization_id=body.pk, body=canary, county_id=body.county_id, org_path=body.path, reason=canary,
        issued_by=1, issued_name=canary, issued_at=SINCE,
    )  # fmt: skip
    place.rows = {
        "body": body, "member": member, "account": account, "directive": directive, "proposal": proposal,
        "goal": goal, "task_list": task_list, "draft": draft, "task": issued,
        "card": Card.objects.create(
            account=account, secret_digest=canary, code_digest=canary, issued_by=1, expires_at=LATER, epoch=1
        ),
        "person": make.make_person(body, canary),
        "correction": _correction(member.person, canary),
        "sheet": sheet,
        "suggestion": suggestion_at(body, member.person, canary),
        "slip": Slip.objects.create(
            sheet=sheet, account=account, county_id=body.county_id, org_path=body.path, secret_digest=canary,
            code_digest=canary, epoch=1, expires_at=LATER,
        ),
        "phone": Phone.objects.create(account=account, token_digest=canary, pin="", label=canary, expires_at=LATER),
        "selection": Selection.objects.create(**at, name=canary, rule={}),
    }  # fmt: skip
    place.rows |= beside(body, canary)
    place.rows["import"] = _import(place)
    place.rows["member_person"] = member.person
    place.rows |= _records(place, member)
    place.rows["transfer"] = _transfer(place)
    place.rows |= away_at(body, canary) | {"matter": matter_at(body, canary)} | meeting_at(body, canary)
    place.rows |= newcomers_at(body, canary) | stationed_at(body, canary) | {"pilot": pilot_at(body, canary)}
    place.rows |= dues_at(body, member.person, canary) | duties_at(body, canary) | base_at(body, canary)
    place.rows |= appraisal_at(body, member.person, canary)
    place.rows |= register_at(body, canary)
    place.rows |= {"disposal": disposal_at(body, canary), "rectification": case_at(body, canary)}
    place.rows |= renewal_at(body, canary)
    place.rows |= warnings_at(body, canary) | practice_at(body, canary)
    place.rows |= {"admission": admission_at(body, canary), "old_file": old_file_at(body, canary)}
    place.rows |= village_at(body, canary)
    place.rows["assignment"] = _assignment(place, issued, Standing.ASSIGNED)
    place.rows["submitted"] = _assignment(place, issued, Standing.SUBMITTED, DateRange(date(2026, 1, 1), DUE))
    place.rows["accepted"] = _assignment(place, issued, Standing.ACCEPTED, DateRange(date(2025, 1, 1), DUE))
    place.rows["extension"] = Extension.objects.create(
        assignment=place.rows["assignment"], county_id=body.county_id, org_path=body.path,
        acceptor_path=body.path, from_day=DUE, to_day=date(2026, 12, 25), reason=canary, asked_by=1,
    )  # fmt: skip
    place.rows |= inspection_at(body, issued, canary)
    place.rows["bulletin"] = _bulletin(task_list, canary)
    place.rows |= _seats_and_terms(body, member.person, canary)
    place.rows |= {"blank": blank_at(body, canary), "paper": paper_at(body, canary)}
    Announcement.objects.create(
        county_id=body.county_id, organization_id=body.pk, org_path=body.path, sender=canary, kind=NoticeKind.URGENT,
        title=canary, line=canary, urgent_reason=canary,
    )  # fmt: skip
    if body.parent_id is None:
        LocalRule.objects.create(
            county_id=body.county_id, org_path=body.path, rule_id="tasks.yellow_days", value=7, basis=canary,
            from_day=date(2026, 1, 1), recorded_by=1, recorded_name=canary,
        )  # fmt: skip
    audit.record(by=None, action="crawl.furnish", organization_id=body.pk, path=body.path, words=canary, subject=canary)


def _import(place: Place) -> Import:
    """An import that waits to be confirmed, with a finding."""
    body, canary = place.body, place.canary
    at: dict[str, Any] = {"county_id": body.county_id, "org_path": body.path}
    faults = files.store(
        canary.encode(), owner=f"imports.import:{canary}", name=canary, media_type="text/plain",
        organization_id=body.pk, privacy=Privacy.PERSONAL, **at,
    )  # fmt: skip
    source = Import.objects.create(
        **at, organization=body, faults_file=faults, kind=ImportKind.PEOPLE,
        stage=ImportStage.CHECKED, name=canary, words=canary, new=1,
        errors=1, notes=[canary], made_by=1, made_by_name=canary,
    )  # fmt: skip
    Finding.objects.create(**at, source=source, level="error", sheet=canary, row=4, caption=canary, words=canary)
    return source


def _transfer(place: Place) -> Transfer:
    """Out of the platform, the place its own committee, so that every scope column says the same place."""
    body, canary = place.body, place.canary
    person = make.make_member(body, canary).person
    nobody = Actor(0, 0, "", 1, body.county_id, (), ())
    transfer = Transfer(
        kind="outward", person=person, person_name=canary, category="full", county_id=body.county_id,
        org_path=body.path, from_body=body, from_name=canary, from_committee=body, to_name=canary, reason="work",
        words=canary, started_on=SINCE.date(),
    )  # fmt: skip
    transfer.case = cases.open_case(
        by=nobody, definition="transfers.outward", subject=canary, title=canary, on=SINCE.date(),
        parties={"subject_body": body, "sending_committee": body}, identity=transfer.public_id,
    )  # fmt: skip
    transfer.save()
    return transfer


def _seats_and_terms(body: Organization, person: Person, canary: str) -> dict[str, Any]:
    """A post that someone holds, an administrator's, a term with a request to move it, and an election."""
    at = {"organization": body, "county_id": body.county_id, "org_path": body.path}
    seat = make.appoint(person, body, Role.MEMBER)
    Post.objects.filter(pk=seat.post_id).update(title=canary)
    seat.post.refresh_from_db()
    term = Term.objects.create(
        **at, elected_on=date(2022, 1, 1), expires_on=date(2027, 1, 1), due_on=date(2027, 1, 1), basis=canary,
        during=DateRange(date(2022, 1, 1), None),
    )  # fmt: skip
    election = Election.objects.create(
        **at, held_on=date(2026, 11, 1), seats=3, basis=canary, sent_back=canary, recorded_by=1
    )
    Candidate.objects.create(election=election, person=person)
    return {
        "post": seat.post,
        "appointment": seat,
        "office": make.appoint(make.make_person(body, canary), body, Role.AUDIT_ADMINISTRATOR),
        "term": term,
        "term_extension": TermExtension.objects.create(
            **at, term=term, move="later", to_day=date(2027, 5, 1), reason=canary, asked_by=1
        ),
        "election": election,
    }


def _correction(person: Person, canary: str) -> Correction:
    """A request of the place's member, its words and its sealed value carrying the canary."""
    made = Correction(
        person=person, county_id=person.county_id, field="occupation", words=canary, account_id=1,
        asked_on=SINCE.date(), due_on=DUE,
    )  # fmt: skip
    made.asked = seal(json.dumps(canary), made.place)
    made.save()
    return made


def _records(place: Place, member: Member) -> dict[str, Any]:
    """A number asked for and a search, nobody's of this world; a case of duplicates with this place as its side."""
    body = place.body
    spot = {"county_id": body.county_id, "org_path": body.path}
    case = Case.objects.create(
        **spot, number=f"HC{body.pk:08d}", kind=DuplicateKind.NUMBER, index=place.canary.encode(), opened_on=DUE,
        words=place.canary,
    )  # fmt: skip
    Side.objects.create(**spot, case=case, person=member.person, organization=body)
    return {
        "duplicate": case,
        "lookup": Lookup.objects.create(**spot, account_id=0, kind=Sought.PHONE, on=DUE),
        "reveal": Reveal.objects.create(
            **spot, person=member.person, account_id=0, field="phone", reason=Reason.OTHER, words=place.canary
        ),
    }


def _assignment(place: Place, task: Task, state: Standing, period: DateRange | None = None) -> Assignment:
    """The body is its own issuer and acceptor here, so that every scope column says the same place."""
    body = place.body
    return Assignment.objects.create(
        task=task, organization=body, county_id=body.county_id, org_path=body.path, issuer_path=body.path,
        acceptor=body, acceptor_path=body.path, due_on=DUE, state=state, period=period, words=place.canary,
    )  # fmt: skip


def _bulletin(task_list: TaskList, canary: str) -> Bulletin:
    """A bulletin of the list, issued: those below may read it."""
    # No account of the world: the log names whoever acted, wherever they hold their post.
    nobody = Actor(0, 0, "", 1, task_list.county_id, (), ())
    day = SINCE.date()
    drafted = bulletins.draft(task_list=task_list, kind=BulletinKind.NOTICE, as_of=day, on=day, by=nobody)
    Bulletin.objects.filter(pk=drafted.pk).update(title=canary, issued_at=SINCE)
    return drafted


SEATS = {
    Role.COUNTY_OFFICER: "County",
    Role.COUNTY_LEADER: "County",
    Role.WORK_COMMITTEE_OFFICER: "Work",
    Role.TOWNSHIP_ORGANIZER: "Parent",
    Role.TOWNSHIP_CLERK: "Parent",
    Role.SECRETARY: "Own",
    Role.BRANCH_CLERK: "Own",
    Role.SYSTEM_ADMINISTRATOR: "County",
    Role.AUDIT_ADMINISTRATOR: "County",
}

# Who is secretary of the own branch and something else elsewhere: between them they hold every permission
# that guards a row, each with places that only another of their permissions reaches.
TWO_POSTS = {
    "two_posts": (Role.TOWNSHIP_CLERK, "Uncle"),
    "organizer_too": (Role.TOWNSHIP_ORGANIZER, "Uncle"),
    "officer_too": (Role.COUNTY_OFFICER, "County"),
    "officer_elsewhere": (Role.COUNTY_OFFICER, "Foreign"),
    "administrator_too": (Role.SYSTEM_ADMINISTRATOR, "Uncle"),
    "auditor_too": (Role.AUDIT_ADMINISTRATOR, "Uncle"),
}


def _people(places: dict[str, Place]) -> dict[str, Account]:
    """An account for every role, those with two posts, a member, and the secretary of the closed branch."""
    accounts = {}
    for role, seat in SEATS.items():
        accounts[role.value] = _holder(places[seat].body, role)
    member: Member = make.make_member(places["Own"].body, "党员")
    accounts[Role.MEMBER.value] = make.make_account(member.person)
    accounts["closed_secretary"] = _holder(places["Closed"].body, Role.SECRETARY)
    for name, (role, seat) in TWO_POSTS.items():
        accounts[name] = _holder(places[seat].body, role)
        make.appoint(accounts[name].person, places["Own"].body, Role.SECRETARY)
    gone = make.make_person(places["Parent"].body, "卸任")
    make.appoint(gone, places["Parent"].body, Role.TOWNSHIP_ORGANIZER, until=date(2026, 6, 1))
    accounts["former_organizer"] = make.make_account(gone)
    return accounts


def _holder(body: Organization, role: Role) -> Account:
    return make.make_holder(body, role, name="任职人", office="县委组织部" if role is Role.COUNTY_OFFICER else "")


def appointments(account: Account) -> list[Appointment]:
    """Return what a person holds today, read without the code under test."""
    rows = Appointment.objects.filter(person_id=account.person_id).select_related("post__organization")
    return [row for row in rows if row.during.upper is None or row.during.upper > make.TODAY]
