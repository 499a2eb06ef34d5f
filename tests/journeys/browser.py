"""The system's Chromium under Playwright; Playwright brings no browser of its own."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

PATIENCE = 90_000.0  # Milliseconds; no measure of speed: two cores may be busy with other things.
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser; fails with the name of the package where the machine has none."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.fail("没有找到 Chromium。请安装系统软件包 chromium 和 fonts-noto-cjk。")
    with sync_playwright() as playwright:
        # The browser's own parts, a date field for one, speak the language of its process.
        chinese: dict[str, str | float | bool] = {**os.environ, "LANGUAGE": "zh_CN", "LANG": "zh_CN.UTF-8"}
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--lang=zh-CN"], env=chinese)
        try:
            yield browser
        finally:
            browser.close()
