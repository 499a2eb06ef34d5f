"""Pictures of pages, kept in build/pictures/ (or the folder named by PICTURES) to be looked at."""

import os
from pathlib import Path

from playwright.sync_api import Page

_LOOSEN = "document.querySelectorAll('.sticky').forEach(bar => { bar.style.position = 'static' })"
_FASTEN = "document.querySelectorAll('.sticky').forEach(bar => bar.removeAttribute('style'))"


def picture(page: Page, name: str) -> Path:
    """Keep a picture of the whole page as `name`.png and return its path; overwrites an earlier one."""
    folder = Path(os.environ.get("PICTURES", "build/pictures"))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.png"
    page.wait_for_load_state()
    # A bar that sticks to the window's edge would lie across a picture longer than the window.
    page.evaluate(_LOOSEN)
    page.screenshot(path=path, full_page=True)
    page.evaluate(_FASTEN)
    return path
