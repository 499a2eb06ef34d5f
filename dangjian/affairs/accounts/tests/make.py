"""A county with its people, and what signing in needs, for tests of accounts."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.test import Client

from dangjian.access import once
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts import tokens
from dangjian.affairs.accounts.models import Account, Card
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.accounts.services import cards
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests.make import actor_of, make_body, make_county, make_holder, make_township

AT = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
PASSWORD = "a long enough password"  # noqa: S105  # a test's
PIN = "804913"


@dataclass(frozen=True, slots=True)
class County:
    """A county, two townships, a village; and someone in each role that matters here."""

    county: Organization
    township: Organization
    village: Organization
    officer: Account
    organizer: Account
    stranger: Account
    secretary: Account
    system_administrator: Account
    audit_administrator: Account


def make_people() -> County:
    """Make the county and its people."""
    county = make_county()
    township, other = make_township(county), make_township(county, "中共云岭镇委员会")
    village = make_body("东河村党支部", parent=township)
    return County(
        county,
        township,
        village,
        make_holder(county, Role.COUNTY_OFFICER, "林晓梅", "县委组织部"),
        make_holder(township, Role.TOWNSHIP_ORGANIZER, "陈国栋"),
        make_holder(other, Role.TOWNSHIP_ORGANIZER, "孙志强"),
        make_holder(village, Role.SECRETARY, "王建军"),
        make_holder(county, Role.SYSTEM_ADMINISTRATOR, "赵玉兰"),
        make_holder(county, Role.AUDIT_ADMINISTRATOR, "李秀英"),
    )


def issuer(account: Account) -> Actor:
    """Return the actor of an account, narrowed to issuing cards."""
    return actor_of(account).narrowed(Permission.CARD_ISSUE)


def manager(account: Account) -> Actor:
    """Return the actor of an account, narrowed to managing accounts."""
    return actor_of(account).narrowed(Permission.ACCOUNT_MANAGE)


def make_card(people: County, reason: str = "") -> Card:
    """Make a card that the organizer issued to the secretary."""
    return cards.issue(by=issuer(people.organizer), account=people.secretary, reason=reason, at=AT)


def secret_of(card: Card) -> str:
    """Return the secret in a card's QR code."""
    return tokens.print_of(card.public_id).secret


def give_password(account: Account) -> None:
    """Let an account sign in with ``PASSWORD``."""
    account.set_password(PASSWORD)
    account.save(update_fields=["password"])


def client_of(account: Account) -> Client:
    """Return a browser signed in as an account."""
    client = Client()
    client.force_login(account)
    return client


def form(account: Account, **fields: str) -> dict[str, str]:
    """Return the fields of a form with a fresh key."""
    return {"once": once.mint(Account.objects.get(pk=account.pk).epoch), **fields}


def slip_issuer(account: Account) -> Actor:
    """Return the actor of an account, narrowed to printing slips."""
    return actor_of(account).narrowed(Permission.SLIP_ISSUE)
