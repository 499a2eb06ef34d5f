"""One server a run, one browser for journeys in a row; each a window of its own on tables of its own."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from dangjian.affairs.accounts.models import Account
from tests.journeys import county
from tests.journeys.browser import PATIENCE, chromium
from tests.journeys.county import People
from tests.journeys.served import served, sign_in

Enter = Callable[[Account], Page]
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def server(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:  # noqa: ARG001  # by name
    """The site on the test database."""
    with served(tmp_path_factory.mktemp("data")) as address:
        yield address


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The system's Chromium; it ends with the last journey in a row, for other tests want no loop in their thread."""
    with chromium() as found:
        yield found


@pytest.fixture
def beside_a_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Django's tables be used while Playwright's loop stands in this thread: it runs nothing of ours."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture
def tables(beside_a_loop: None, transactional_db: None) -> None:
    """Tables of the test's own, which the server sees too."""


@pytest.fixture
def window(browser: Browser, server: str, tables: None) -> Iterator[BrowserContext]:  # noqa: ARG001  # asked by name
    """A window at a desk: 1440 by 900."""
    found = browser.new_context(base_url=server, locale="zh-CN", viewport={"width": 1440, "height": 900})
    found.set_default_timeout(PATIENCE)
    yield found
    found.close()


@pytest.fixture
def enter(window: BrowserContext, server: str) -> Enter:
    """Open a page of the window as the holder of an account."""

    def entered(account: Account) -> Page:
        sign_in(window, server, account)
        return window.new_page()

    return entered


@pytest.fixture
def people(browser: Browser, server: str, tables: None) -> Iterator[People]:  # noqa: ARG001  # a fixture is asked by name
    """The people of the small demo county, nobody signed in yet."""
    county.load()
    found = People(browser, server)
    yield found
    found.leave()
