"""The OpenID Connect wire to Google, or to whoever speaks the same at another address: the code flow with PKCE.

Tokens live as long as one call here and go no further: what comes out is who the person is, and the birthday that they
agreed to tell.
"""

import base64
import hashlib
import hmac
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import httpx2
import structlog
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from astra.kit.clock import Clock

_Client = Any
"""An `AsyncOAuth2Client`; Authlib ships no types."""
_log = structlog.get_logger(__name__)
_SCOPE = "openid email profile"
BIRTHDAY_SCOPE = "https://www.googleapis.com/auth/user.birthday.read"
_ALGORITHMS = ("RS256",)
_LEEWAY_S = 60
_TIMEOUT_S = 8.0
_KEPT_S = 3600.0
_MAX_ANSWER_BYTES = 1_000_000
_MAX_SUBJECT_CHARS = 255


class GoogleFault(StrEnum):
    """Why a sign-in with Google came to nothing; `/sign-in?error=` tells the page."""

    OFF = "google_off"
    BAD_NEXT = "bad_next"
    CROSS_SITE = "cross_site"
    DENIED = "denied"
    EXPIRED = "expired"
    """What came back does not belong to an attempt of this browser, or came too late or twice."""
    FAILED = "failed"
    """Google's answer can't be trusted, or makes no sense."""
    UNAVAILABLE = "unavailable"
    UNVERIFIED = "unverified"
    EMAIL_TAKEN = "email_taken"
    LINKED_ELSEWHERE = "linked_elsewhere"
    ALREADY_LINKED = "already_linked"


class GoogleError(Exception):
    """A sign-in with Google that came to nothing."""

    def __init__(self, fault: GoogleFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class AttemptKeys:
    """What ties an answer to the browser that asked. All of it follows from one secret that only its cookie holds."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def derive(cls, secret: str) -> "AttemptKeys":
        """The keys of an attempt."""
        return cls(*(_derive(secret, purpose) for purpose in ("state", "nonce", "verifier")))


@dataclass(frozen=True, slots=True)
class Birthday:
    """What the account tells of a birthday; some hide the year."""

    year: int | None
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class GoogleProfile:
    """Who came back."""

    subject: str
    email: str | None
    """Only an address that Google has verified."""
    name: str | None
    birthday: Birthday | None


class OpenIdWire:
    """One provider, found by its issuer's discovery document."""

    def __init__(
        self,
        *,
        client_id: str,
        client_secret: str,
        issuer: str,
        people_url: str,
        asks_birthday: bool,
        clock: Clock,
    ) -> None:
        self._client_id = client_id
        self._client_secret = client_secret
        self._issuer = issuer.rstrip("/")
        self._people_url = people_url.rstrip("/")
        self._scope = f"{_SCOPE} {BIRTHDAY_SCOPE}" if asks_birthday else _SCOPE
        self._clock = clock
        self._kept: dict[str, tuple[float, dict[str, Any]]] = {}

    async def write_url(self, keys: AttemptKeys, redirect_uri: str) -> str:
        """Where the browser is sent; raises `GoogleError`."""
        async with self._client(redirect_uri) as client:
            places = await self._discover(client)
            url, _ = client.create_authorization_url(
                places["authorization_endpoint"],
                state=keys.state,
                nonce=keys.nonce,
                code_verifier=keys.verifier,
                prompt="select_account",
                include_granted_scopes="true",
            )
        return str(url)

    async def fetch_profile(self, code: str, keys: AttemptKeys, redirect_uri: str) -> GoogleProfile:
        """Exchange the code, check the identity that comes for it, and read the birthday where it was granted."""
        async with self._client(redirect_uri) as client:
            places = await self._discover(client)
            token: Mapping[str, Any] = await client.fetch_token(
                places["token_endpoint"],
                grant_type="authorization_code",
                code=code,
                code_verifier=keys.verifier,
                redirect_uri=redirect_uri,
            )
            claims = await self._read_identity(client, places, token, keys.nonce)
            granted = str(token.get("scope") or "").split()
            birthday = await self._read_birthday(client) if BIRTHDAY_SCOPE in granted else None
        email = claims.get("email")
        is_verified = claims.get("email_verified") is True and isinstance(email, str)
        name = claims.get("name")
        return GoogleProfile(
            subject=claims["sub"],
            email=email if is_verified else None,
            name=name if isinstance(name, str) else None,
            birthday=birthday,
        )

    @asynccontextmanager
    async def _client(self, redirect_uri: str) -> AsyncGenerator[_Client]:
        client: _Client = AsyncOAuth2Client(
            self._client_id,
            self._client_secret,
            scope=self._scope,
            redirect_uri=redirect_uri,
            token_endpoint_auth_method="client_secret_post",  # noqa: S106  the name of a method
            code_challenge_method="S256",
            timeout=_TIMEOUT_S,
            follow_redirects=False,
        )
        try:
            async with client:
                yield client
        except httpx2.HTTPStatusError as error:
            away = error.response.is_server_error
            raise _fail(GoogleFault.UNAVAILABLE if away else GoogleFault.FAILED, error) from None
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise _fail(GoogleFault.UNAVAILABLE, error) from None
        except (OAuthError, JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise _fail(GoogleFault.FAILED, error) from None

    async def _discover(self, client: _Client) -> dict[str, Any]:
        places = await self._fetch(client, f"{self._issuer}/.well-known/openid-configuration")
        if str(places["issuer"]).rstrip("/") != self._issuer:
            raise ValueError("the document is another issuer's")
        scheme = self._issuer.partition(":")[0]
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not str(places[name]).startswith(f"{scheme}:"):
                raise ValueError("an address is less safe than the issuer's")
        return places

    async def _read_identity(
        self, client: _Client, places: Mapping[str, Any], token: Mapping[str, Any], nonce: str
    ) -> CodeIDToken:
        registry = JWSRegistry(algorithms=list(_ALGORITHMS), strict_check_header=False)
        given = str(token["id_token"])
        try:
            decoded = jwt.decode(given, await self._read_keys(client, places), registry=registry)
        except InvalidKeyIdError:  # the provider may have changed its keys since we looked
            decoded = jwt.decode(given, await self._read_keys(client, places, fresh=True), registry=registry)
        issuers = [self._issuer, self._issuer.removeprefix("https://")]  # Google has signed with both
        claims = CodeIDToken(
            decoded.claims,
            decoded.header,
            {"iss": {"essential": True, "values": issuers}, "aud": {"essential": True, "value": self._client_id}},
            {"nonce": nonce, "client_id": self._client_id, "access_token": token["access_token"]},
        )
        claims.validate(now=int(self._clock.now().timestamp()), leeway=_LEEWAY_S)
        if not 0 < len(claims["sub"]) <= _MAX_SUBJECT_CHARS:
            raise ValueError("no usable subject")
        return claims

    async def _read_keys(self, client: _Client, places: Mapping[str, Any], *, fresh: bool = False) -> KeySet:
        return KeySet.import_key_set(await self._fetch(client, str(places["jwks_uri"]), fresh=fresh))  # pyright: ignore[reportArgumentType]  a JSON object

    async def _fetch(self, client: _Client, url: str, *, fresh: bool = False) -> dict[str, Any]:
        """A JSON object that is looked up once in a while."""
        now = self._clock.monotonic()
        kept = self._kept.get(url)
        if kept is not None and not fresh and now - kept[0] < _KEPT_S:
            return kept[1]
        answer = await client.request("GET", url, withhold_token=True)
        answer.raise_for_status()
        found = answer.json() if len(answer.content) <= _MAX_ANSWER_BYTES else None
        if not isinstance(found, dict):
            raise TypeError("not a JSON object")
        self._kept[url] = (now, found)
        return found

    async def _read_birthday(self, client: _Client) -> Birthday | None:
        """The birthday, if the account tells one; whatever goes wrong here does not keep anybody out."""
        try:
            answer = await client.get(f"{self._people_url}/v1/people/me", params={"personFields": "birthdays"})
            answer.raise_for_status()
            return _choose_birthday(answer.json().get("birthdays") or [])
        except (httpx2.HTTPError, OAuthError, ValueError, TypeError, KeyError, AttributeError) as error:
            _log.warning("google.no_birthday", error=type(error).__name__)
            return None


def _choose_birthday(listed: list[dict[str, Any]]) -> Birthday | None:
    """The account's own one before the one of the public profile, and one with a year before one without."""
    found: list[tuple[bool, bool, Birthday]] = []
    for item in listed:
        date = item.get("date") or {}
        year, month, day = (int(date.get(part) or 0) for part in ("year", "month", "day"))
        if month and day:
            source = (item.get("metadata") or {}).get("source") or {}
            found.append((year > 0, source.get("type") == "ACCOUNT", Birthday(year or None, month, day)))
    return max(found, key=lambda one: one[:2])[2] if found else None


def _derive(secret: str, purpose: str) -> str:
    digest = hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _fail(fault: GoogleFault, error: Exception) -> GoogleError:
    _log.warning("google.failed", fault=fault.value, error=type(error).__name__)
    return GoogleError(fault)
