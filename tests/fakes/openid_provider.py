"""An OpenID provider on a free loopback port, Google's in all that matters to us, for tests over HTTP and in a browser.

    with running_openid_provider() as google:
        google.add_person("ada@example.org", password="pw", name="Ada", birthday=(1996, 5, 14))
        settings = google.settings()          # for `running_service(…, **settings)`
        environment = google.environment()    # for a service that is a process of its own
        google.faults.add(Fault.ALG_NONE)     # what goes wrong from now on; google.reset() takes all of it back

A browser is shown two pages. Sign in: fields `email`, `password`, button "Sign in". Consent: a box `birthday`
("See your birthday", shown where that scope is asked for), buttons "Allow" and "Cancel". Without a browser
`await google.walk(url, "ada@example.org", birthday=True)` does the same and returns the address that it is sent
back to. `google.tokens` are all secrets that ever left it (codes, access and identity tokens), for canary tests;
`google.asked` the paths that were called.
"""

import base64
import hashlib
import hmac
import html
import json
import secrets
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

import httpx
import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.fakes.openid_pages import BOX, FIELDS, WRONG, hide, read_form, read_hidden, show_page

BIRTHDAY = "https://www.googleapis.com/auth/user.birthday.read"
CLIENT_ID = "astra-tests.apps.example"
CLIENT_SECRET = "the-client-secret-of-the-tests-4711"


class Fault(StrEnum):
    """What the provider can be told to do wrong."""

    ALG_NONE = "alg none"
    HMAC_WITH_PUBLIC_KEY = "signed with the public key as a shared secret"
    FOREIGN_KEY = "signed with a key that it does not publish"
    WRONG_AUDIENCE = "wrong audience"
    FURTHER_AUDIENCE = "another audience besides, and no azp"
    WRONG_ISSUER = "wrong issuer"
    WRONG_NONCE = "wrong nonce"
    NO_NONCE = "no nonce"
    EXPIRED = "expired"
    WRONG_ACCESS_HASH = "at_hash of another access token"
    UNVERIFIED_EMAIL = "unverified e-mail"
    UNVERIFIED_AS_TEXT = "email_verified is the text true"
    NO_EMAIL = "no e-mail"
    NO_ID_TOKEN = "no id token"
    TOKEN_500 = "token endpoint answers 500"
    TOKEN_HTML = "token endpoint answers a page"
    DISCOVERY_500 = "discovery answers 500"
    DISCOVERY_FOREIGN = "discovery names another issuer"
    PEOPLE_500 = "People API answers 500"
    PEOPLE_GARBAGE = "People API answers garbage"


@dataclass
class Person:
    """Somebody with an account there; a birthday without a year has None in its place."""

    email: str
    password: str
    name: str
    subject: str
    birthday: tuple[int | None, int, int] | None = None


@dataclass
class _Grant:
    person: Person
    query: dict[str, str]
    scope: str


@dataclass
class OpenIdProvider:
    """A running provider."""

    url: str = ""
    now: Callable[[], float] = time.time
    people: dict[str, Person] = field(default_factory=dict)
    faults: set[Fault] = field(default_factory=set)
    tokens: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    _codes: dict[str, _Grant] = field(default_factory=dict)
    _access: dict[str, _Grant] = field(default_factory=dict)
    _key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "first"}))

    def settings(self, *, birthday: bool = True) -> dict[str, Any]:
        """The service's settings that make this provider its Google."""
        return {
            "google_client_id": CLIENT_ID,
            "google_client_secret": CLIENT_SECRET,
            "google_issuer": self.url,
            "google_people_url": self.url,
            "google_birthday": birthday,
        }

    def environment(self, *, birthday: bool = True) -> dict[str, str]:
        """The same for a process."""
        return {
            "GOOGLE_CLIENT_ID": CLIENT_ID,
            "GOOGLE_CLIENT_SECRET": CLIENT_SECRET,
            "GOOGLE_ISSUER": self.url,
            "GOOGLE_PEOPLE_URL": self.url,
            "GOOGLE_ENABLE_BIRTHDAY_SCOPE": "true" if birthday else "false",
        }

    def add_person(
        self,
        email: str,
        *,
        password: str = "let me in",
        name: str = "Ada",
        birthday: tuple[int | None, int, int] | None = None,
    ) -> Person:
        """Open an account there."""
        person = Person(email, password, name, f"subject-{secrets.token_hex(4)}", birthday)
        self.people[email] = person
        return person

    def rename(self, email: str, to: str) -> None:
        """The same account under another address."""
        person = self.people[to] = self.people.pop(email)
        person.email = to

    def reset(self) -> None:
        """Nobody has an account and nothing goes wrong."""
        self.people.clear()
        self.faults.clear()
        self.asked.clear()

    def rotate_keys(self) -> None:
        """Sign with a new key from now on, and publish that one alone."""
        self._key = RSAKey.generate_key(2048, {"kid": secrets.token_hex(4)})

    async def walk(
        self, url: str, email: str, *, birthday: bool = False, allow: bool = True, password: str | None = None
    ) -> str:
        """Go through both pages as a person would; the address that the browser is sent back to."""
        async with httpx.AsyncClient(trust_env=False) as http:
            page = await http.get(url)
            assert page.status_code == 200, page.text
            given = password or self.people[email].password
            page = await http.post(
                f"{self.url}/sign-in", data={**read_hidden(page.text), "email": email, "password": given}
            )
            assert page.status_code == 200, page.text
            answers = {**read_hidden(page.text), "answer": "allow" if allow else "cancel"}
            if birthday and 'name="birthday"' in page.text:
                answers["birthday"] = "on"
            back = await http.post(f"{self.url}/consent", data=answers)
            assert back.status_code == 302, back.text
            return back.headers["location"]

    def _discover(self, _request: Request) -> Response:
        if Fault.DISCOVERY_500 in self.faults:
            return Response(status_code=500)
        issuer = "https://elsewhere.example" if Fault.DISCOVERY_FOREIGN in self.faults else self.url
        return JSONResponse(
            {
                "issuer": issuer,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "jwks_uri": f"{self.url}/keys",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256", "none"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    def _publish_keys(self, _request: Request) -> Response:
        return JSONResponse({"keys": [{**self._key.as_dict(private=False), "use": "sig", "alg": "RS256"}]})

    def _show_sign_in(self, request: Request) -> Response:
        query = dict(request.query_params)
        for name, expected in (("client_id", CLIENT_ID), ("response_type", "code"), ("code_challenge_method", "S256")):
            if query.get(name) != expected:
                return HTMLResponse(f"<h1>400</h1><p>{name} is wrong", 400)
        if not all(query.get(name) for name in ("redirect_uri", "state", "nonce", "code_challenge", "scope")):
            return HTMLResponse("<h1>400</h1><p>something is missing", 400)
        return show_page("Sign in", hide(query) + FIELDS, action="/sign-in", buttons={"": "Sign in"})

    async def _sign_in(self, request: Request) -> Response:
        form = await read_form(request)
        query, person = json.loads(form["query"]), self.people.get(form.get("email", ""))
        if person is None or person.password != form.get("password"):
            return show_page("Sign in", WRONG + hide(query) + FIELDS, action="/sign-in", buttons={"": "Sign in"})
        box = BOX if BIRTHDAY in query["scope"].split() else ""
        hidden = hide(query) + f'<input type="hidden" name="email" value="{html.escape(person.email)}">'
        return show_page(
            "Astra wants to know", hidden + box, action="/consent", buttons={"allow": "Allow", "cancel": "Cancel"}
        )

    async def _consent(self, request: Request) -> Response:
        form = await read_form(request)
        query = json.loads(form["query"])
        if form.get("answer") != "allow":
            return _send_back(query, {"error": "access_denied", "state": query["state"]})
        scopes = [scope for scope in query["scope"].split() if scope != BIRTHDAY or form.get("birthday")]
        code = "4/" + secrets.token_urlsafe(24)
        self._codes[code] = _Grant(self.people[form["email"]], query, " ".join(scopes))
        self.tokens.append(code)
        return _send_back(query, {"code": code, "state": query["state"], "scope": " ".join(scopes), "authuser": "0"})

    async def _exchange(self, request: Request) -> Response:
        form = await read_form(request)
        grant = self._codes.pop(form.get("code", ""), None)
        if Fault.TOKEN_500 in self.faults:
            return Response(status_code=500)
        if Fault.TOKEN_HTML in self.faults:
            return HTMLResponse("<h1>sorry</h1>")
        if (form.get("client_id"), form.get("client_secret")) != (CLIENT_ID, CLIENT_SECRET):
            return JSONResponse({"error": "invalid_client"}, 401)
        if grant is None or form.get("grant_type") != "authorization_code":
            return JSONResponse({"error": "invalid_grant"}, 400)
        if _challenge(form.get("code_verifier", "")) != grant.query["code_challenge"]:
            return JSONResponse({"error": "invalid_grant", "error_description": "PKCE"}, 400)
        if form.get("redirect_uri") != grant.query["redirect_uri"]:
            return JSONResponse({"error": "redirect_uri_mismatch"}, 400)
        access = "ya29." + secrets.token_urlsafe(24)
        self._access[access] = grant
        identity = self._sign(self._write_claims(grant, access))
        self.tokens += [access, identity]
        answer = {"access_token": access, "id_token": identity, "scope": grant.scope, "token_type": "Bearer"}
        if Fault.NO_ID_TOKEN in self.faults:
            del answer["id_token"]
        return JSONResponse({**answer, "expires_in": 3599})

    def _write_claims(self, grant: _Grant, access: str) -> dict[str, Any]:
        now = int(self.now())
        claims: dict[str, Any] = {
            "iss": self.url,
            "aud": CLIENT_ID,
            "sub": grant.person.subject,
            "iat": now,
            "exp": now + 3600,
            "nonce": grant.query["nonce"],
            "at_hash": _half_hash(access),
            "email": grant.person.email,
            "email_verified": True,
            "name": grant.person.name,
        }
        wrong: dict[Fault, dict[str, Any]] = {
            Fault.WRONG_AUDIENCE: {"aud": "another-app.example"},
            Fault.FURTHER_AUDIENCE: {"aud": [CLIENT_ID, "another-app.example"]},
            Fault.WRONG_ISSUER: {"iss": "https://elsewhere.example"},
            Fault.WRONG_NONCE: {"nonce": "of-another-attempt"},
            Fault.NO_NONCE: {"nonce": None},
            Fault.EXPIRED: {"iat": now - 9000, "exp": now - 5400},
            Fault.WRONG_ACCESS_HASH: {"at_hash": _half_hash("another")},
            Fault.UNVERIFIED_EMAIL: {"email_verified": False},
            Fault.UNVERIFIED_AS_TEXT: {"email_verified": "true"},
            Fault.NO_EMAIL: {"email": None},
        }
        for fault in self.faults & wrong.keys():
            claims |= wrong[fault]
        return {name: value for name, value in claims.items() if value is not None}

    def _sign(self, claims: dict[str, Any]) -> str:
        if Fault.ALG_NONE in self.faults:
            return f"{_encode({'alg': 'none', 'typ': 'JWT'})}.{_encode(claims)}."
        if Fault.HMAC_WITH_PUBLIC_KEY in self.faults:
            signed = f"{_encode({'alg': 'HS256', 'typ': 'JWT', 'kid': self._key.kid or ''})}.{_encode(claims)}"
            digest = hmac.new(self._key.as_pem(private=False), signed.encode(), hashlib.sha256).digest()
            return f"{signed}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"
        key = self._key
        if Fault.FOREIGN_KEY in self.faults:
            key = RSAKey.generate_key(2048, {"kid": self._key.kid or ""})
        return jwt.encode({"alg": "RS256", "kid": self._key.kid or ""}, claims, key)

    def _tell_birthday(self, request: Request) -> Response:
        grant = self._access.get(request.headers.get("authorization", "").removeprefix("Bearer "))
        if grant is None or BIRTHDAY not in grant.scope.split():
            return JSONResponse({"error": {"status": "PERMISSION_DENIED"}}, 403)
        if Fault.PEOPLE_500 in self.faults:
            return Response(status_code=500)
        if Fault.PEOPLE_GARBAGE in self.faults:
            return JSONResponse({"birthdays": [{"date": {"year": "soon", "month": 1, "day": []}}]})
        listed: list[dict[str, Any]] = []
        if grant.person.birthday is not None:
            year, month, day = grant.person.birthday
            date = {"month": month, "day": day} | ({} if year is None else {"year": year})
            listed.append({"metadata": {"primary": True, "source": {"type": "ACCOUNT"}}, "date": date})
        return JSONResponse({"resourceName": "people/me", "birthdays": listed})

    def app(self) -> Starlette:
        """Its application."""
        routes = [
            Route("/.well-known/openid-configuration", self._discover),
            Route("/keys", self._publish_keys),
            Route("/authorize", self._show_sign_in),
            Route("/sign-in", self._sign_in, methods=["POST"]),
            Route("/consent", self._consent, methods=["POST"]),
            Route("/token", self._exchange, methods=["POST"]),
            Route("/v1/people/me", self._tell_birthday),
        ]
        app = Starlette(routes=routes)

        async def note(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] == "http":
                self.asked.append(scope["path"])
            await app(scope, receive, send)

        return note  # pyright: ignore[reportReturnType]  an ASGI application like any other


def _send_back(query: dict[str, str], told: dict[str, str]) -> RedirectResponse:
    return RedirectResponse(f"{query['redirect_uri']}?{urlencode(told)}", 302)


def _encode(part: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _half_hash(token: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(token.encode()).digest()[:16]).rstrip(b"=").decode()


@contextmanager
def running_openid_provider(now: Callable[[], float] = time.time) -> Generator[OpenIdProvider]:
    """Serve one in a thread of its own; `now` is the time that it signs with, in seconds since 1970."""
    provider = OpenIdProvider(now=now)
    server = uvicorn.Server(
        uvicorn.Config(provider.app(), host="127.0.0.1", port=0, log_config=None, access_log=False, lifespan="off")
    )
    thread = threading.Thread(target=server.run, name="openid-provider", daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started:
        if time.monotonic() > deadline or not thread.is_alive():
            raise RuntimeError("the provider did not start")
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    provider.url = f"http://127.0.0.1:{port}"
    try:
        yield provider
    finally:
        server.should_exit = True
        thread.join(10)
