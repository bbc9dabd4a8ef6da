"""Going on elsewhere: the link leads its own person to the same conversation, once, and nobody else anywhere."""

import httpx
import pytest

from tests.api.conftest import BOTH
from tests.fakes.api_service import OURS, Browser, Service

PASSWORD = "five herons by a quiet mill"


async def register(service: Service, email: str) -> Browser:
    browser = Browser(service.client(**OURS))
    answer = await browser.http.post("/api/auth/register", json={"email": email, "password": PASSWORD})
    assert answer.status_code == 201, answer.text
    return browser


async def sign_in(service: Service, email: str) -> Browser:
    browser = Browser(service.client(**OURS))
    answer = await browser.http.post("/api/auth/login", json={"email": email, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    return browser


async def make_talk(browser: Browser) -> str:
    return (await browser.http.post("/api/session/create", json={"persona": "astra"})).json()["session_id"]


async def make_link(browser: Browser, session_id: str) -> str:
    answer = await browser.http.post(f"/api/session/{session_id}/carry")
    assert answer.status_code == 201, answer.text
    return answer.json()["url"]


async def follow(browser: Browser, link: str) -> httpx.Response:
    return await browser.http.post(f"/api{link}")


@BOTH
async def test_a_link_leads_to_the_same_talk_once(service: Service) -> None:
    here = await register(service, "ada@example.org")
    session_id = await make_talk(here)
    await make_talk(here)
    link = await make_link(here, session_id)
    there = await sign_in(service, "ada@example.org")
    assert (await follow(there, link)).json() == {"session_id": session_id}
    assert (await there.http.get("/api/session/current")).json()["session_id"] == session_id
    assert (await follow(there, link)).status_code == 404


async def test_others_and_strangers_get_nowhere_and_use_nothing_up(service: Service) -> None:
    ada, eve = await register(service, "ada@example.org"), await register(service, "eve@example.org")
    session_id = await make_talk(ada)
    link = await make_link(ada, session_id)
    assert (await eve.http.post(f"/api/session/{session_id}/carry")).status_code == 404
    answer = await follow(eve, link)
    assert answer.status_code == 404
    assert session_id not in answer.text
    assert (await follow(Browser(service.client(**OURS)), link)).status_code == 401
    assert (await follow(await service.guest(), link)).status_code == 404
    assert (await follow(ada, link)).status_code == 200


async def test_a_link_holds_for_a_while_and_only_the_newest(service: Service) -> None:
    ada = await register(service, "ada@example.org")
    session_id = await make_talk(ada)
    old, new = await make_link(ada, session_id), await make_link(ada, session_id)
    assert (await follow(ada, old)).status_code == 404
    service.clock.move(15 * 60 + 1)
    assert (await follow(ada, new)).status_code == 404


async def test_a_deleted_talk_is_not_reached(service: Service) -> None:
    ada = await register(service, "ada@example.org")
    session_id = await make_talk(ada)
    link = await make_link(ada, session_id)
    await ada.http.delete(f"/api/session/{session_id}/clear")
    assert (await follow(ada, link)).status_code == 404


async def test_a_guest_is_told_to_keep_the_account_first(service: Service) -> None:
    ada = await service.guest()
    answer = await ada.http.post(f"/api/session/{await make_talk(ada)}/carry")
    assert answer.status_code == 409
    assert answer.json()["error"]["code"] == "conflict"


@pytest.mark.parametrize("token", ["x", "../me", "%00", "a" * 200, "a" * 201])
async def test_made_up_links_lead_nowhere(service: Service, token: str) -> None:
    ada = await service.guest()
    assert (await ada.http.post(f"/api/carry/{token}")).status_code in {404, 405, 422}
