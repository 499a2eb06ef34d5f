"""A county for blanks: townships with branches, secretaries and members whose facts are counted by hand."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from django.test import Client

from dangjian.access import files, once
from dangjian.access.models import StoredFile
from dangjian.access.privacy import Privacy
from dangjian.access.secrets import seal as sealed
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.blanks.models import Blank, Paper, PaperKind
from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person, Sex
from dangjian.affairs.posts.tests import make
from dangjian.foundation.documents.filling import Form, Grid

TOWNSHIPS = ("石桥镇", "河口镇", "青山乡")


@dataclass(slots=True)
class County:
    """The bodies and people of a small county."""

    body: Organization
    townships: list[Organization]
    branches: list[Organization]
    officer: Account
    organizer: Account
    clerk: Account
    members: list[Member] = field(default_factory=list)


def seal(person: Person, **columns: str) -> None:
    """Give a person sealed values."""
    for column, text in columns.items():
        setattr(person, column, sealed(text, person.place(column)))
    person.save()


def member(branch: Organization, name: str, *, sex: Sex, born: date, education: str = "21", **columns: str) -> Member:
    """Make a member with the facts that are counted."""
    made = make.make_member(branch, name)
    person = made.person
    person.sex, person.born_on, person.education, person.ethnicity = sex, born, education, "01"
    person.save()
    seal(person, **columns)
    return made


def county(names: Sequence[str] = TOWNSHIPS) -> County:
    """Townships of two branches with two members each, and a secretary for every township."""
    body = make.make_county()
    officer = make.make_holder(body, Role.COUNTY_OFFICER, "县官员", office="县委组织部")
    townships = [make.make_township(body, f"中共{name}委员会") for name in names]
    branches = [
        make.make_body(f"{name}第{n}党支部", parent=t) for name, t in zip(names, townships, strict=True) for n in "一二"
    ]
    made = County(
        body, townships, branches, officer,
        organizer=make.make_holder(townships[0], Role.TOWNSHIP_ORGANIZER, "组织员"),
        clerk=make.make_holder(townships[0], Role.TOWNSHIP_CLERK, "信息员"),
    )  # fmt: skip
    for number, branch in enumerate(branches):
        made.members += [
            member(
                branch, f"男党员{number}", sex=Sex.MALE, born=date(1960, 1, 1), education="61",
                id_number=f"99010119600101{number:04d}", phone=f"1390000{number:04d}",
            ),
            member(
                branch, f"女党员{number}", sex=Sex.FEMALE, born=date(1998, 1, 1),
                id_number=f"99010119980101{number:04d}", phone=f"1391111{number:04d}",
            ),
        ]  # fmt: skip
    for number, township in enumerate(townships):
        person = make.make_person(township, f"书记{number}")
        seal(person, phone=f"1380000{number:04d}")
        make.appoint(person, township, Role.SECRETARY)
    probationary = made.members[0]
    probationary.category = Category.PROBATIONARY
    probationary.save()
    return made


def signed_in(account: Account) -> Client:
    """Return a browser in which the account is signed in."""
    client = Client()
    client.force_login(account)
    return client


def form(account: Account, **fields: object) -> dict[str, object]:
    """Return a form's fields with a fresh key."""
    return {"once": once.mint(Account.objects.get(pk=account.pk).epoch), **fields}


def blank_at(body: Organization, words: str, account_id: int = 0) -> Blank:
    """Make a blank of one row that was filled, ``words`` in its name, its heads and its file."""
    blank = Blank(
        organization=body, county_id=body.county_id, org_path=body.path, account_id=account_id, maker=words,
        name=words, file=kept_at(body, words), result=kept_at(body, words), filled_at=datetime.now(tz=UTC),
    )  # fmt: skip
    rows = (("党组织", "党员总数", words), (words, "", ""))
    grid = Grid(words, rows, (), frozenset(), may_grow=True)
    blank.keep(json.dumps(Form("xlsx", (grid,), "").to_json()))
    blank.save()
    return blank


def kept_at(body: Organization, words: str) -> StoredFile:
    """Keep a file that holds ``words``."""
    return files.store(
        words.encode(), owner="blanks.blank", name=words, media_type="text/plain", county_id=body.county_id,
        organization_id=body.pk, org_path=body.path, privacy=Privacy.SENSITIVE,
    )  # fmt: skip


def paper_at(body: Organization, words: str) -> Paper:
    """Make a form of a body, ``words`` in its name and its file."""
    return Paper.objects.create(
        organization=body, county_id=body.county_id, org_path=body.path, account_id=0, maker=words,
        kind=PaperKind.ROSTER, file=kept_at(body, words), people=1,
    )  # fmt: skip
