"""Signing in with Google, against a real OpenID provider: out and back, linking, birthdays, and every bad answer."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.fakes.api_service import OURS, START, Browser, Service, running_service
from tests.fakes.openid_provider import BIRTHDAY, Fault, OpenIdProvider, running_openid_provider
from tests.fakes.rooms_server import Rooms

EMAIL = "ada@example.org"
PASSWORD = "violet anchor 77 ferry"


@pytest.fixture(scope="module")
def provider() -> Iterator[OpenIdProvider]:
    with running_openid_provider(now=START.timestamp) as running:
        yield running


@pytest.fixture
def google(provider: OpenIdProvider) -> OpenIdProvider:
    provider.reset()
    provider.add_person(EMAIL, birthday=(1996, 5, 14))
    return provider


@pytest.fixture
async def astra(tmp_path: Path, rooms: Rooms, database_url: str, google: OpenIdProvider) -> AsyncIterator[Service]:
    async with running_service(tmp_path, rooms, database_url=database_url, **google.settings()) as service:
        yield service


async def leave(http: httpx.AsyncClient, next_path: str = "/") -> str:
    answer = await http.get("/api/auth/google", params={"next": next_path})
    assert answer.status_code == 302, answer.text
    return answer.headers["location"]


async def sign_in(
    http: httpx.AsyncClient, google: OpenIdProvider, email: str = EMAIL, *, next_path: str = "/", birthday: bool = False
) -> str:
    """All the way; where the browser ends up."""
    back = await google.walk(await leave(http, next_path), email, birthday=birthday)
    answer = await http.get(back)
    assert answer.status_code == 302
    return answer.headers["location"]


async def is_in(http: httpx.AsyncClient) -> bool:
    return (await http.get("/api/auth/me")).status_code == 200


async def register(service: Service, email: str = EMAIL) -> Browser:
    browser = Browser(service.client(**OURS))
    answer = await browser.http.post("/api/auth/register", json={"email": email, "password": PASSWORD})
    assert answer.status_code == 201, answer.text
    browser.user_id = answer.json()["user_id"]
    return browser


async def test_without_a_client_id_the_door_is_closed(service: Service) -> None:
    http = service.client(**OURS)
    assert (await http.get("/api/auth/providers")).json() == {"google": False, "birthday": False}
    assert (await http.get("/api/auth/google")).headers["location"] == "/sign-in?error=google_off"
    assert (await http.get("/api/auth/google/callback")).headers["location"] == "/sign-in?error=google_off"


async def test_a_stranger_comes_in_and_is_known_again(astra: Service, google: OpenIdProvider) -> None:
    http = astra.client(**OURS)
    assert (await http.get("/api/auth/providers")).json() == {"google": True, "birthday": True}
    assert await sign_in(http, google, next_path="/history?a=b#c") == "/history?a=b#c"
    me = (await http.get("/api/auth/me")).json()
    assert me == {
        "user_id": me["user_id"],
        "display_name": "Ada",
        "is_guest": False,
        "email": EMAIL,
        "language": None,
        "google_linked": True,
        "has_password": False,
    }
    google.rename(EMAIL, "ada.new@example.org")  # the subject is what counts, not the address
    elsewhere = astra.client(**OURS)
    await sign_in(elsewhere, google, "ada.new@example.org")
    assert (await elsewhere.get("/api/auth/me")).json()["user_id"] == me["user_id"]


async def test_what_is_asked_of_google(astra: Service) -> None:
    http = astra.client(**OURS)
    answer = await http.get("/api/auth/google")
    query = {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["location"]).query).items()}
    assert query["response_type"] == "code"
    assert query["code_challenge_method"] == "S256"
    assert query["scope"] == f"openid email profile {BIRTHDAY}"
    assert query["redirect_uri"] == "http://localhost:8000/api/auth/google/callback"
    assert len({query["state"], query["nonce"], query["code_challenge"]}) == 3
    flags = answer.headers["set-cookie"].lower()
    assert "httponly" in flags
    assert "samesite=lax" in flags
    assert "path=/api/auth/google" in flags
    assert "max-age=600" in flags
    again = parse_qs(urlsplit(await leave(http)).query)
    assert again["state"][0] != query["state"]


async def test_the_birthday_is_asked_for_only_where_it_is_switched_on(
    tmp_path: Path, rooms: Rooms, google: OpenIdProvider
) -> None:
    async with running_service(tmp_path, rooms, **google.settings(birthday=False)) as service:
        http = service.client(**OURS)
        assert BIRTHDAY not in await leave(http)
        await sign_in(http, google, birthday=True)
        assert await is_in(http)
        assert "/v1/people/me" not in google.asked
        assert (await http.get("/api/birth")).json()["question"] is None


async def test_a_birthday_is_put_as_a_question_and_never_pinned(astra: Service, google: OpenIdProvider) -> None:
    http = astra.client(**OURS)
    await sign_in(http, google, birthday=True)
    birth = (await http.get("/api/birth")).json()
    assert birth["pinned"]["date"] is None
    assert birth["question"]["kind"] == "confirm_date"
    assert "1996" in birth["question"]["text"]


async def test_without_a_birthday_everything_else_works(astra: Service, google: OpenIdProvider) -> None:
    http = astra.client(**OURS)
    for faults, ticked in ((set[Fault](), False), ({Fault.PEOPLE_500}, True), ({Fault.PEOPLE_GARBAGE}, True)):
        google.faults = faults
        await sign_in(http, google, birthday=ticked)
        assert await is_in(http)
        assert (await http.get("/api/birth")).json()["question"] is None
        await http.post("/api/auth/logout")


async def test_a_birthday_can_be_told_later_and_without_its_year(astra: Service, google: OpenIdProvider) -> None:
    http = astra.client(**OURS)
    await sign_in(http, google)
    google.people[EMAIL].birthday = (None, 5, 14)
    await sign_in(http, google, next_path="/profile", birthday=True)
    birth = (await http.get("/api/birth")).json()
    assert birth["pinned"]["date"] is None
    assert birth["question"] is not None


async def test_who_refuses_is_not_signed_in_and_may_try_again(astra: Service, google: OpenIdProvider) -> None:
    http = astra.client(**OURS)
    back = await google.walk(await leave(http), EMAIL, allow=False)
    assert (await http.get(back)).headers["location"] == "/sign-in?error=denied"
    assert not await is_in(http)
    await sign_in(http, google)
    assert await is_in(http)


async def test_a_guest_is_claimed_with_everything_kept(astra: Service, google: OpenIdProvider) -> None:
    guest = await astra.guest()
    opened = await guest.open()
    secret = guest.http.cookies["astra_session"]
    await sign_in(guest.http, google)
    me = (await guest.http.get("/api/auth/me")).json()
    assert (me["user_id"], me["email"], me["is_guest"]) == (guest.user_id, EMAIL, False)
    assert guest.http.cookies["astra_session"] != secret
    assert opened["room"] in await astra.root.rooms.list_alive()


async def test_an_account_links_keeps_its_email_and_unlinks(astra: Service, google: OpenIdProvider) -> None:
    ada = await register(astra, "ada.local@example.org")
    await sign_in(ada.http, google, next_path="/profile")
    me = (await ada.http.get("/api/auth/me")).json()
    assert (me["user_id"], me["email"], me["google_linked"]) == (ada.user_id, "ada.local@example.org", True)
    elsewhere = astra.client(**OURS)
    await sign_in(elsewhere, google)
    assert (await elsewhere.get("/api/auth/me")).json()["user_id"] == ada.user_id
    assert (await ada.http.delete("/api/auth/google")).status_code == 204
    assert (await ada.http.delete("/api/auth/google")).status_code == 204
    assert (await ada.http.get("/api/auth/me")).json()["google_linked"] is False


async def test_the_only_key_is_not_thrown_away(astra: Service, google: OpenIdProvider) -> None:
    http = astra.client(**OURS)
    await sign_in(http, google)
    assert (await http.delete("/api/auth/google")).status_code == 409
    assert (await http.post("/api/auth/password", json={"new": PASSWORD})).status_code == 204
    assert (await http.delete("/api/auth/google")).status_code == 204
    answer = await astra.client(**OURS).post("/api/auth/login", json={"email": EMAIL, "password": PASSWORD})
    assert answer.status_code == 200


async def test_an_account_with_the_same_email_is_not_taken_over(astra: Service, google: OpenIdProvider) -> None:
    ada = await register(astra)
    stranger = astra.client(**OURS)
    assert await sign_in(stranger, google) == "/sign-in?error=email_taken"
    assert not await is_in(stranger)
    guest = await astra.guest()
    assert await sign_in(guest.http, google) == "/sign-in?error=email_taken"
    assert (await guest.http.get("/api/auth/me")).json()["is_guest"] is True
    await sign_in(ada.http, google)  # signed in, she may link it
    await sign_in(stranger, google)
    assert (await stranger.get("/api/auth/me")).json()["user_id"] == ada.user_id


async def test_a_google_account_opens_one_account_only(astra: Service, google: OpenIdProvider) -> None:
    await sign_in(astra.client(**OURS), google)
    bob = await register(astra, "bob@example.org")
    assert await sign_in(bob.http, google) == "/sign-in?error=linked_elsewhere"
    google.add_person("bob@google.example")
    google.add_person("bob.too@google.example")
    await sign_in(bob.http, google, "bob@google.example")
    assert await sign_in(bob.http, google, "bob.too@google.example") == "/sign-in?error=already_linked"
    me = (await bob.http.get("/api/auth/me")).json()
    assert (me["user_id"], me["email"]) == (bob.user_id, "bob@example.org")


async def test_a_guest_whose_google_account_is_known_becomes_that_person(
    astra: Service, google: OpenIdProvider
) -> None:
    first = astra.client(**OURS)
    await sign_in(first, google)
    guest = await astra.guest()
    opened = await guest.open()
    before = guest.http.cookies["astra_session"]
    await sign_in(guest.http, google)
    same = (await first.get("/api/auth/me")).json()["user_id"]
    assert (await guest.http.get("/api/auth/me")).json()["user_id"] == same
    thief = astra.client(**OURS)
    thief.cookies.set("astra_session", before)
    assert not await is_in(thief)
    assert opened["room"] not in await astra.root.rooms.list_alive()


NOT_TRUSTED = {
    Fault.ALG_NONE: "failed",
    Fault.HMAC_WITH_PUBLIC_KEY: "failed",
    Fault.FOREIGN_KEY: "failed",
    Fault.WRONG_AUDIENCE: "failed",
    Fault.FURTHER_AUDIENCE: "failed",
    Fault.WRONG_ISSUER: "failed",
    Fault.WRONG_NONCE: "failed",
    Fault.NO_NONCE: "failed",
    Fault.EXPIRED: "failed",
    Fault.WRONG_ACCESS_HASH: "failed",
    Fault.NO_ID_TOKEN: "failed",
    Fault.TOKEN_HTML: "failed",
    Fault.UNVERIFIED_EMAIL: "unverified",
    Fault.UNVERIFIED_AS_TEXT: "unverified",
    Fault.NO_EMAIL: "unverified",
    Fault.TOKEN_500: "unavailable",
}


async def test_an_answer_that_can_not_be_trusted_signs_nobody_in(astra: Service, google: OpenIdProvider) -> None:
    http = astra.client(**OURS)
    for fault, code in NOT_TRUSTED.items():
        google.faults = {fault}
        assert await sign_in(http, google) == f"/sign-in?error={code}", fault
        assert not await is_in(http), fault
    google.faults.clear()
    await sign_in(http, google)
    assert await is_in(http), "it heals by itself"


async def test_a_provider_that_is_away_or_another_one(astra: Service, google: OpenIdProvider) -> None:
    http = astra.client(**OURS)
    google.faults.add(Fault.DISCOVERY_500)
    assert await leave(http) == "/sign-in?error=unavailable"
    google.faults = {Fault.DISCOVERY_FOREIGN}
    assert await leave(http) == "/sign-in?error=failed"


async def test_keys_that_changed_are_looked_up_again(astra: Service, google: OpenIdProvider) -> None:
    await sign_in(astra.client(**OURS), google)
    google.rotate_keys()
    http = astra.client(**OURS)
    await sign_in(http, google)
    assert await is_in(http)


async def test_an_answer_belongs_to_the_browser_that_asked(astra: Service, google: OpenIdProvider) -> None:
    """Somebody else's answer, planted into a browser: with no attempt, with one of its own, with a swapped state."""
    attacker = astra.client(**OURS)
    planted = await google.walk(await leave(attacker), EMAIL)
    victim = astra.client(**OURS)
    assert (await victim.get(planted)).headers["location"] == "/sign-in?error=expired"
    own = urlsplit(await leave(victim))
    assert (await victim.get(planted)).headers["location"] == "/sign-in?error=expired"
    state = parse_qs(own.query)["state"][0]
    await leave(victim)
    code = parse_qs(urlsplit(planted).query)["code"][0]
    for told in ({"code": code, "state": state}, {"code": code}, {"code": code, "state": "ä"}, {}):
        answer = await victim.get("/api/auth/google/callback", params=told)
        assert answer.headers["location"] == "/sign-in?error=expired"
    assert not await is_in(victim)


async def test_a_code_of_another_attempt_fails_its_proof(astra: Service, google: OpenIdProvider) -> None:
    attacker, victim = astra.client(**OURS), astra.client(**OURS)
    code = parse_qs(urlsplit(await google.walk(await leave(attacker), EMAIL)).query)["code"][0]
    state = parse_qs(urlsplit(await leave(victim)).query)["state"][0]
    answer = await victim.get("/api/auth/google/callback", params={"code": code, "state": state})
    assert answer.headers["location"] == "/sign-in?error=failed"
    assert not await is_in(victim)


async def test_an_answer_counts_once_and_for_ten_minutes(astra: Service, google: OpenIdProvider) -> None:
    http = astra.client(**OURS)
    back = await google.walk(await leave(http), EMAIL)
    cookie = http.cookies["astra_google"]
    assert (await http.get(back)).headers["location"] == "/"
    again = astra.client(**OURS)
    again.cookies.set("astra_google", cookie)
    assert (await again.get(back)).headers["location"] == "/sign-in?error=expired"
    assert not await is_in(again)
    late = astra.client(**OURS)
    back = await google.walk(await leave(late), EMAIL)
    astra.clock.move(601)
    assert (await late.get(back)).headers["location"] == "/sign-in?error=expired"


async def test_who_signed_out_meanwhile_links_nothing(astra: Service, google: OpenIdProvider) -> None:
    ada = await register(astra, "ada.local@example.org")
    back = await google.walk(await leave(ada.http), EMAIL)
    await ada.http.post("/api/auth/logout")
    assert (await ada.http.get(back)).headers["location"] == "/sign-in?error=expired"
    assert not await is_in(ada.http)


ELSEWHERE = [
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "evil.example",
    "",
    "/\t/evil.example",
    "/a\r\nlocation: https://evil.example",
    "/a\x00",
    "/api/auth/google",
    "/" + "a" * 600,
]


async def test_nobody_is_sent_elsewhere_afterwards(astra: Service, google: OpenIdProvider) -> None:
    http = astra.client(**OURS)
    for path in ELSEWHERE:
        assert await leave(http, path) == "/sign-in?error=bad_next", path
    assert "astra_google" not in http.cookies


async def test_no_other_page_starts_it(astra: Service) -> None:
    http = astra.client(**OURS)
    answer = await http.get("/api/auth/google", headers={"sec-fetch-site": "cross-site"})
    assert answer.headers["location"] == "/sign-in?error=cross_site"


async def test_we_come_back_to_an_origin_of_ours_only(tmp_path: Path, rooms: Rooms, google: OpenIdProvider) -> None:
    ours = frozenset({"https://astra.example"})
    async with running_service(tmp_path, rooms, **google.settings(), origins=ours) as service:
        http = service.client(**OURS)
        for host, expected in (("astra.example", "https://astra.example"), ("evil.example", "http://localhost:8000")):
            answer = await http.get("https://localhost:8000/api/auth/google", headers={"host": host})
            query = parse_qs(urlsplit(answer.headers["location"]).query)
            assert query["redirect_uri"] == [f"{expected}/api/auth/google/callback"]
            assert "secure" in answer.headers["set-cookie"].lower()


async def test_no_token_of_googles_is_kept_or_shown(astra: Service, google: OpenIdProvider) -> None:
    http = astra.client(**OURS)
    shown: list[str] = []

    async def note(response: httpx.Response) -> None:
        await response.aread()
        shown.append(f"{response.headers} {response.text}")

    http.event_hooks["response"].append(note)
    await sign_in(http, google, birthday=True)
    await http.get("/api/auth/me")
    kept = b"".join(file.read_bytes() for file in astra.database.parent.glob("astra.db*"))
    assert google.tokens
    for token in google.tokens:
        assert token not in "".join(shown)
        assert token.encode() not in kept
