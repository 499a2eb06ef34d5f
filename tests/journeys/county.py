"""The small demo county on the run's database, and its people at their own screens."""

from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize, expect

from dangjian.foundation.time import today
from dangjian.site import demo
from tests.journeys.browser import PATIENCE

PASSWORD = "gong-zuo-2026"  # noqa: S105  # of the tests' own county
DESK = ViewportSize(width=1440, height=900)
SERVER_ERROR = 500
ANSWERED = "Failed to load resource: the server responded with a status of 4"  # A refusal that the page explains.
PHONE = ViewportSize(width=390, height=844)


@dataclass(slots=True)
class People:
    """Who of the demo county sits where: each in a browser window of their own, signed in as people sign in."""

    browser: Browser
    server: str
    wrong: list[str] = field(default_factory=list)
    _windows: list[BrowserContext] = field(default_factory=list)

    def screen(self, size: ViewportSize = DESK) -> Page:
        """Open a window in which nobody is signed in; `wrong` keeps what goes wrong in it."""
        window = self.browser.new_context(base_url=self.server, locale="zh-CN", viewport=size)
        window.set_default_timeout(PATIENCE)
        self._windows.append(window)
        page = window.new_page()
        self._listen(page)
        return page

    def _listen(self, page: Page) -> None:
        """Keep script errors, refusals of the content policy, and answers that no page may give."""
        page.on("pageerror", lambda error: self.wrong.append(f"{page.url}: {error}"))
        page.on("console", lambda said: self._hear(page, said))
        page.on("response", lambda answer: self.wrong.append(answer.url) if answer.status >= SERVER_ERROR else None)

    def _hear(self, page: Page, said: ConsoleMessage) -> None:
        if said.type == "error" and not said.text.startswith(ANSWERED):
            self.wrong.append(f"{page.url}: {said.text}")

    def enter(self, login: str, size: ViewportSize = DESK) -> Page:
        """Sign in by name and password, at the desk."""
        page = self.screen(size)
        page.goto("/sign-in/")
        page.get_by_label("登录名").fill(login)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("今天")
        return page

    def leave(self) -> None:
        """Close every window."""
        for window in self._windows:
            window.close()


def load(seed: int = 1) -> None:
    """Load the small county as of today and let its printed people sign in."""
    demo.load(seed=seed, today=today(), size=demo.Size.SMALL)
    demo.set_passwords(PASSWORD)
