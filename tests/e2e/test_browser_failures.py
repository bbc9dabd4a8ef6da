"""What the page says when something is broken: which hop, in words, and no dead end."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from dotenv import dotenv_values
from livekit import api
from playwright.sync_api import Route

from tests.fakes.astra_stack import AstraStack
from tests.fakes.chromium import Tab, open_chromium, open_tab

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


def read_trouble(tab: Tab, within_s: float = 15) -> str | None:
    tab.see("trouble", within_s)
    return tab.page.get_by_test_id("trouble").get_attribute("data-hop")


def test_a_blocked_microphone_is_named_and_typing_still_works(astra: AstraStack, record: Callable[..., Path]) -> None:
    with open_chromium(record(1.0), may_listen=False) as browser, open_tab(browser, astra.url) as tab:
        tab.click("start")

        assert read_trouble(tab) == "microphone_blocked"
        tab.see("caption-assistant")
        tab.page.get_by_test_id("composer").fill("Tell me a joke.")
        tab.page.get_by_test_id("composer").press("Enter")
        tab.wait_until(lambda: len(tab.texts("caption-assistant")) > 1, 20, "an answer")


def test_no_agent_within_five_seconds_is_named(astra: AstraStack, record: Callable[..., Path]) -> None:
    secrets = dotenv_values(astra.home / "secrets.env")

    def open_room_without_agent(route: Route) -> None:
        body = json.loads(route.fetch().text())
        grants = api.VideoGrants(room_join=True, room="room-nobody-is-sent-to")
        token = api.AccessToken(secrets["LIVEKIT_API_KEY"], secrets["LIVEKIT_API_SECRET"])
        jwt = token.with_identity("user-alone").with_grants(grants).to_jwt()
        route.fulfill(status=201, json={**body, "token": jwt, "room": "room-nobody-is-sent-to"})

    with open_chromium(record(1.0)) as browser, open_tab(browser, astra.url) as tab:
        tab.page.route("**/api/session", open_room_without_agent)
        tab.click("start")

        assert read_trouble(tab) == "agent"
        assert tab.complaints == []


def test_a_service_that_is_away_is_named(astra: AstraStack, record: Callable[..., Path]) -> None:
    with open_chromium(record(1.0)) as browser, open_tab(browser, astra.url) as tab:
        tab.see("start")
        tab.page.route("**/api/session", lambda route: route.abort("connectionrefused"))
        tab.click("start")
        assert read_trouble(tab) == "service"

        tab.page.route("**/api/**", lambda route: route.abort("connectionrefused"))
        tab.page.reload()
        tab.see("service-down")
