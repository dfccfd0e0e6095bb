"""The report in a real browser: it fits a phone, asks for nothing, and a hostile site's words do nothing in it."""

import os

import pytest
from playwright.sync_api import sync_playwright
from tests.reporting.reports import ALL

from charte.auditor.browser import find_chromium
from charte.reporting.html import render

pytestmark = pytest.mark.browser


def test_it_fits_and_stays_still(tmp_path):
    """No sideways scroll at 320, 700 and 1280 px, no request but its own, no dialog, no error, in light and dark."""
    asked, said = [], []
    for name, make in ALL.items():
        (tmp_path / f"{name}.html").write_text(render(make(), "fr"), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(os.environ), args=["--no-sandbox"])
        for width, scheme in ((320, "light"), (700, "light"), (1280, "dark")):
            page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
            page.on("request", lambda request: asked.append(request.url))
            page.on("console", lambda message: said.append(message.text))
            page.on("dialog", lambda dialog: said.append(dialog.message))
            page.on("pageerror", lambda error: said.append(str(error)))
            for name in ALL:
                page.goto((tmp_path / f"{name}.html").as_uri())
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, width)
                assert page.locator("h1").count() == 1
            page.close()
        browser.close()
    assert {url for url in asked if not url.endswith(".html")} == set()
    assert said == []
