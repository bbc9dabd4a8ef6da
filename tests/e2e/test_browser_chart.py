"""Charts in a real browser: from the form to a drawn one, pictures and files, and two charts beside each other."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.fakes.astra_stack import ROOT
from tests.fakes.chromium import PHONE, Tab, open_chromium, open_tab
from tests.fakes.page_service import serving_pages
from tests.fakes.service_process import ServiceProcess

pytestmark = [pytest.mark.browser, pytest.mark.timeout(150)]


_PUT = """
body => fetch('/api/birth', {
  method: 'PUT', headers: {'x-astra': '1', 'content-type': 'application/json'}, body,
}).then(answer => answer.status)
"""

_BORN = {
    "date": "1996-05-14",
    "time": {"precision": "exact", "clock": "07:20"},
    "place": {"name": "Pune"},
    "system": "vedic",
}
_AXE = """
() => axe.run(document, {resultTypes: ['violations']}).then(found =>
  found.violations.map(one => one.id + ': ' + one.nodes.map(node => node.target.join(' ')).join(' | ')))
"""


@pytest.fixture(scope="module")
def page_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceProcess]:
    """The service and its page without a room server: these pages need none."""
    with serving_pages(tmp_path_factory.mktemp("sky")) as running:
        yield running


@pytest.fixture
def tab(page_service: ServiceProcess, tmp_path: Path) -> Iterator[Tab]:
    with open_chromium(tmp_path / "none.wav") as browser, open_tab(browser, page_service.url) as opened:
        yield opened


def fill_form(page: Page, *, place: str) -> None:
    page.get_by_test_id("birth-date").fill("1996-05-14")
    page.get_by_test_id("birth-time").fill("07:20")
    page.get_by_test_id("birth-place").fill(place)


def is_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


def test_from_the_form_to_the_chart(tab: Tab, tmp_path: Path) -> None:
    page = tab.page
    tab.click("nav-chart")
    tab.see("chart-empty")
    tab.click("chart-form")
    fill_form(page, place="Bombay")
    tab.see("place-option")
    page.get_by_test_id("birth-place").press("ArrowDown")
    page.get_by_test_id("birth-place").press("Enter")
    assert page.get_by_test_id("birth-place").input_value() == "Mumbai, Maharashtra, India"
    assert "Asia/Kolkata" in page.get_by_test_id("birth-zone").inner_text()
    page.get_by_test_id("system-vedic").check(force=True)
    tab.click("birth-save")
    tab.see("birth-saved")

    tab.click("nav-chart")
    page.locator("[data-testid=drawing-north] svg").wait_for()
    assert "Taurus" in page.get_by_test_id("placements").inner_text()
    assert "UTC+05:30" in page.get_by_test_id("inputs-used").inner_text()
    page.locator("[data-testid=drawing-dasha] svg").wait_for()
    tab.click("style-wheel")
    page.locator("[data-testid=drawing-wheel] svg[role=img]").wait_for()
    page.get_by_test_id("pick-system").select_option("western")
    tab.wait_until(lambda: "North Node" in page.get_by_test_id("placements").inner_text(), 10, "the tropical chart")
    assert "Rahu" not in page.get_by_test_id("placements").inner_text()
    page.get_by_test_id("transit-date").fill("2027-01-10")
    tab.wait_until(
        lambda: "10 January 2027" in page.get_by_test_id("drawing-transits").inner_html(), 10, "that day's strip"
    )

    with page.expect_download() as saved:
        tab.click("export-svg")
    svg = Path(saved.value.path()).read_text("utf-8")
    assert "var(" not in svg
    assert "<desc" in svg
    with page.expect_download() as saved:
        tab.click("export-png")
    png = Path(saved.value.path()).read_bytes()
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20]) > 1000
    assert tab.complaints == []


def test_what_can_not_be_is_said_at_its_field_and_a_namesake_is_asked(tab: Tab) -> None:
    page = tab.page
    tab.click("nav-profile")
    fill_form(page, place="Springfield")
    page.get_by_test_id("birth-date").fill("2199-05-14")
    tab.click("birth-save")
    tab.wait_until(lambda: "still to come" in page.get_by_test_id("birth-form").inner_text(), 10, "the refusal")
    page.get_by_test_id("birth-date").fill("1996-05-14")
    tab.click("birth-save")
    tab.see("ask")
    labels = page.get_by_test_id("ask-option").all_inner_texts()
    assert len(labels) > 1
    page.get_by_test_id("ask-option").nth(1).click()
    tab.see("birth-saved")
    assert page.get_by_test_id("birth-place").input_value() == labels[1]
    assert "western or vedic" in page.get_by_test_id("birth-saved").inner_text()
    refusals = [complaint for complaint in tab.complaints if "422" in complaint or "409" in complaint]
    assert len(refusals) == len(tab.complaints)


def test_on_a_phone_in_the_dark_without_a_time(page_service: ServiceProcess, tmp_path: Path) -> None:
    born = {"date": "1996-05-14", "time": {"precision": "unknown"}, "place": {"name": "Pune"}, "system": "western"}
    with (
        open_chromium(tmp_path / "none.wav") as browser,
        open_tab(browser, page_service.url, size=PHONE, touch=True) as tab,
    ):
        page = tab.page
        page.emulate_media(color_scheme="dark")
        tab.see("menu")
        tab.wait_until(lambda: page.evaluate("fetch('/api/auth/me').then(a => a.status)") == 200, 10, "a guest")
        assert page.evaluate(_PUT, json.dumps(born)) == 200
        tab.click("menu")
        tab.click("nav-chart")
        page.locator("[data-testid=drawing-wheel] svg").wait_for()
        assert "Ascendant" not in page.get_by_test_id("placements").inner_text()
        assert page.get_by_test_id("chart-notes").inner_text()
        assert not is_wide(page)
        ink = page.locator("[data-testid=drawing-wheel] path").last
        assert "var(--sky" in (ink.get_attribute("stroke") or "")
        tab.click("menu")
        tab.click("nav-profile")
        tab.see("birth-form")
        assert not is_wide(page)
        assert tab.complaints == []


def pin_birth(tab: Tab) -> None:
    tab.wait_until(lambda: tab.page.evaluate("fetch('/api/auth/me').then(a => a.status)") == 200, 10, "a guest")
    assert tab.page.evaluate(_PUT, json.dumps(_BORN)) == 200


def find_faults(page: Page) -> list[str]:
    """What axe finds in light and in dark."""
    page.emulate_media(reduced_motion="reduce")
    page.evaluate((ROOT / "web/node_modules/axe-core/axe.min.js").read_text("utf-8"))
    faults: list[str] = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        faults += [f"{scheme} {fault}" for fault in page.evaluate(_AXE)]
    return faults


def test_two_charts_beside_each_other_by_keyboard_alone(tab: Tab) -> None:
    page = tab.page
    pin_birth(tab)
    tab.click("nav-chart")
    page.get_by_test_id("chart-compare").focus()
    page.keyboard.press("Enter")
    tab.see("compare")
    assert page.title().startswith("Two charts")
    page.get_by_test_id("other-name").fill("Anna")
    page.get_by_test_id("birth-date").fill("1994-08-20")
    page.get_by_test_id("birth-time").fill("21:05")
    page.get_by_test_id("birth-place").fill("Springfield")
    page.get_by_test_id("other-send").focus()
    page.keyboard.press("Enter")
    tab.see("ask")
    page.get_by_test_id("ask-option").nth(1).focus()
    page.keyboard.press("Enter")
    tab.see("compared")
    tab.wait_until(lambda: page.evaluate("document.activeElement.textContent") == "You and Anna", 5, "the focus there")
    assert page.get_by_test_id("kootas").locator("tbody tr").count() == 8
    assert "of 36" in page.get_by_test_id("guna-sum").inner_text()
    page.get_by_test_id("guna-own_as_groom").focus()
    page.keyboard.press("Space")
    assert page.get_by_test_id("guna-own_as_groom").get_attribute("aria-pressed") == "true"
    assert "Anna’s" in page.get_by_test_id("compared-contacts").inner_text()
    assert "by the hour" not in page.get_by_test_id("compared-houses").inner_text()
    assert "Lahiri" in page.get_by_test_id("inputs-used").inner_text()
    assert find_faults(page) == []
    page.get_by_test_id("birth-time").fill("21:06")
    tab.see("compared", state="hidden")
    assert page.evaluate("fetch('/api/birth').then(a => a.json()).then(b => b.pinned.date)") == _BORN["date"]
    assert all("409" in complaint for complaint in tab.complaints)


def test_a_comparison_without_the_other_hour_says_what_stays_open(page_service: ServiceProcess, tmp_path: Path) -> None:
    with (
        open_chromium(tmp_path / "none.wav") as browser,
        open_tab(browser, page_service.url, size=PHONE, touch=True) as tab,
    ):
        page = tab.page
        pin_birth(tab)
        page.goto(f"{page_service.url}/chart/compare")
        page.get_by_test_id("birth-date").fill("1996-05-15")
        page.get_by_test_id("precision-unknown").check(force=True)
        page.get_by_test_id("birth-place").fill("Pune")
        tab.click("other-send")
        tab.see("compared")
        assert "isn’t known" in page.get_by_test_id("compared-notes").inner_text()
        assert "Moon’s sign or nakshatra open" in page.get_by_test_id("gunas-open").inner_text()
        assert "stays open" in page.get_by_test_id("moon-distance").inner_text()
        assert "by the hour" in page.get_by_test_id("compared-houses").inner_text()
        beside = page.get_by_test_id("compared-beside").inner_text()
        assert "Ascendant" in beside
        assert " or " in beside
        assert not is_wide(page)
        assert find_faults(page) == []
        assert tab.complaints == []
