"""What stands in people's way on a page: axe-core, sideways scrolling, and the sizes of 长辈版."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

import dangjian.foundation.ui
from tests.journeys.browser import PATIENCE

AXE = Path(dangjian.foundation.ui.__file__).parent / "node_modules/axe-core/axe.min.js"
VIEWS = {"1440": (1440, 900, False), "390": (390, 844, False), "elder": (390, 844, True)}
ELDER_TYPE = 18
ELDER_TARGET = 60

# What differs between 390 px and the same page in large type: sizes and one color, and nothing that is named or nested.
RENDERED = ("color-contrast", "link-in-text-block", "scrollable-region-focusable")

# Marks every row, item and card from the third on that is built like others in the same place: the same elements with
# the same classes, the same attributes filled, words in the same places. Returns the ids that stand twice.
_ALIKE = """() => {
  const says = /^(role|type|scope|aria-(current|disabled|expanded|hidden|pressed|selected|sort))$/;
  const filled = one => [...one.attributes]
    .map(({name, value}) => name + (says.test(name) ? value : value.trim() ? 1 : 0)).sort().join();
  const shape = node => node.nodeType === Node.TEXT_NODE ? (node.data.trim() ? 'x' : '')
    : node.nodeType !== Node.ELEMENT_NODE ? ''
    : `<${node.tagName}.${node.className.baseVal ?? node.className} ${filled(node)}>`
      + [...node.childNodes].map(shape).join('');
  const place = one => one === document.body ? '' : `${place(one.parentElement)}>${one.tagName}.${one.className}`;
  document.querySelectorAll('[data-alike]').forEach(one => delete one.dataset.alike);
  const seen = new Map();
  for (const one of document.querySelectorAll('tbody > tr, li, .card, .card-line, .chip, option')) {
    const key = place(one.parentElement) + shape(one), count = (seen.get(key) || 0) + 1;
    seen.set(key, count);
    if (count > 2 && !one.contains(document.activeElement)) one.dataset.alike = '';
  }
  const ids = [...document.querySelectorAll('[id]')].map(one => one.id);
  return ids.filter((id, place) => ids.indexOf(id) !== place);
}"""
_SMALL_TYPE = """least => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement, box = element.getBoundingClientRect();
    if (!walker.currentNode.data.trim() || element.closest('noscript, script')) continue;
    if (box.width < 2 || box.height < 2) continue;
    const size = parseFloat(getComputedStyle(element).fontSize);
    if (size < least) found.push(`${size}px: ${walker.currentNode.data.trim().slice(0, 20)}`);
  }
  return found;
}"""
_SMALL_TARGETS = """least => [
  ...document.querySelectorAll('button, summary, select, input:not([type=hidden]), .btn, .chip, nav a')]
  .map(one => one.matches('[type=checkbox], [type=radio]') ? one.closest('label') || one : one)
  .map(one => [one, one.getBoundingClientRect()])
  .filter(([one, box]) => box.width > 2 && box.height > 2 && box.height < least - 0.5)
  .map(([one, box]) => `${Math.round(box.height)}px: ${(one.textContent || one.name).trim().slice(0, 20)}`)"""


def violations(page: Page, only: Sequence[str] = ()) -> list[str]:
    """Return what axe-core finds on the open page, one line a rule and element; empty when it finds nothing.

    Of rows that are built alike (see ``_ALIKE``) it looks at the first two. ``only`` names rules; all of them without.
    """
    page.wait_for_load_state()  # Half a page has half its styles.
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    twice: list[str] = page.evaluate(_ALIKE)
    # What axe fetches beforehand, every stylesheet again, only rules ask for that are off by themselves.
    options = {"resultTypes": ["violations"], "preload": False} | ({"runOnly": list(only)} if only else {})
    found: dict[str, Any] = page.evaluate(
        "options => axe.run({include: [['html']], exclude: [['[data-alike]']]}, options)", options
    )
    return [f"id twice: {name}" for name in twice] + [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {node.get('failureSummary', '')}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def overflow(page: Page) -> list[str]:
    """Return how many pixels the page can be pushed sideways, if any."""
    page.wait_for_load_state()
    beyond: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"sideways by {beyond} px"] if beyond > 0 else []


def elder_faults(page: Page) -> list[str]:
    """Return text under 18 px and targets under 60 px (AX-1) on a page shown as 长辈版."""
    small_type: list[str] = page.evaluate(_SMALL_TYPE, ELDER_TYPE)
    small_targets: list[str] = page.evaluate(_SMALL_TARGETS, ELDER_TARGET)
    return [f"type {line}" for line in small_type] + [f"target {line}" for line in small_targets]


def view(browser: Browser, name: str, address: str, **state: Any) -> BrowserContext:  # noqa: ANN401  # Playwright's own
    """Open a context for one of VIEWS at a site's address; `state` goes to Playwright (storage_state of a sign-in)."""
    width, height, is_elder = VIEWS[name]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN", **state)
    context.set_default_timeout(PATIENCE)
    if is_elder:
        context.add_cookies([{"name": "elder", "value": "1", "url": address}])
    return context


def faults(browser: Browser, address: str, paths: list[str], **state: Any) -> list[str]:  # noqa: ANN401  # Playwright's own
    """Open every path at 1440 px, at 390 px and as 长辈版; return every fault, refused resources too."""
    found: list[str] = []
    for name in VIEWS:
        context = view(browser, name, address, **state)
        page = context.new_page()
        said = _listen(page)
        for path in paths:
            page.goto(f"{address}{path}")
            lines = violations(page) + overflow(page) + (elder_faults(page) if name == "elder" else []) + said
            found += [f"{name} {path}: {line}" for line in lines]
            said.clear()
        context.close()
    return found


def _listen(page: Page) -> list[str]:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said
