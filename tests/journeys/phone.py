"""A page in someone's hand: opened at the width of a phone, looked at as a phone shows it."""

from playwright.sync_api import Page

from dangjian.affairs.accounts.models import Account
from tests.journeys.accessibility import violations
from tests.journeys.conftest import Enter
from tests.journeys.county import PHONE
from tests.journeys.pictures import picture


def at_hand(enter: Enter, account: Account) -> Page:
    """Open a page of an account at the size of a phone."""
    page = enter(account)
    page.set_viewport_size(PHONE)
    return page


def shown(page: Page, name: str) -> None:
    """Assert that nothing is inaccessible or wider than the phone, and keep a picture."""
    assert not (found := violations(page)), found
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    picture(page, name)
