"""Access tokens: who is let in, with what grants, and the fresh tokens that connected clients are handed."""

import base64
import hashlib
from datetime import timedelta

import jwt
from google.protobuf.json_format import ParseError
from livekit import api
from livekit.api.access_token import Claims
from livekit.protocol import models

FRESH_TOKEN_TTL = timedelta(minutes=10)
JOB_TOKEN_TTL = timedelta(hours=1)
WEBHOOK_TOKEN_TTL = timedelta(minutes=5)
_MAX_TOKEN_CHARS = 32_768

_KINDS: dict[str, models.ParticipantInfo.Kind] = {
    "ingress": models.ParticipantInfo.INGRESS,
    "egress": models.ParticipantInfo.EGRESS,
    "sip": models.ParticipantInfo.SIP,
    "agent": models.ParticipantInfo.AGENT,
}
_SOURCES: dict[str, models.TrackSource] = {
    "camera": models.CAMERA,
    "microphone": models.MICROPHONE,
    "screen_share": models.SCREEN_SHARE,
    "screen_share_audio": models.SCREEN_SHARE_AUDIO,
}


class TokenRefusedError(Exception):
    """The token opens nothing here; the text says why and holds nothing of the token."""


class Tokens:
    """Checks and issues tokens of this server's one key."""

    def __init__(self, api_key: str, api_secret: str) -> None:
        self._key = api_key
        self._secret = api_secret
        self._verifier = api.TokenVerifier(api_key, api_secret)

    def verify(self, token: str) -> Claims:
        """The token's claims. Raises `TokenRefusedError`; a minute of clock difference is forgiven."""
        if not token:
            raise TokenRefusedError("no access token was sent")
        if len(token) > _MAX_TOKEN_CHARS:
            raise TokenRefusedError("invalid token: too long")
        try:
            return self._verifier.verify(token)
        except jwt.ExpiredSignatureError:
            raise TokenRefusedError("invalid token: it has expired") from None
        except jwt.ImmatureSignatureError:
            raise TokenRefusedError("invalid token: it is not valid yet") from None
        except jwt.InvalidSignatureError:
            raise TokenRefusedError("invalid token: the signature does not match") from None
        except jwt.InvalidIssuerError:
            raise TokenRefusedError("invalid token: it belongs to another API key") from None
        except jwt.MissingRequiredClaimError as missing:
            raise TokenRefusedError(f"invalid token: it has no {missing.claim}") from None
        except (jwt.PyJWTError, ParseError, AttributeError, TypeError, ValueError, RecursionError):
            raise TokenRefusedError("invalid token: it is malformed") from None

    def refresh(self, claims: Claims, *, name: str, metadata: str, attributes: dict[str, str]) -> str:
        """A ten-minute token: the grants of `claims`, the participant's present name, metadata and attributes."""
        token = api.AccessToken(self._key, self._secret).with_identity(claims.identity).with_ttl(FRESH_TOKEN_TTL)
        token = token.with_name(name).with_metadata(metadata).with_attributes(attributes)
        token.claims.kind = claims.kind
        return token.with_grants(claims.video or api.VideoGrants()).to_jwt()

    def for_job(
        self, identity: str, name: str, metadata: str, attributes: dict[str, str], grants: api.VideoGrants
    ) -> str:
        """The token with which an agent enters the room of its job."""
        token = api.AccessToken(self._key, self._secret).with_identity(identity).with_kind("agent")
        token = token.with_name(name).with_metadata(metadata).with_attributes(attributes)
        return token.with_ttl(JOB_TOKEN_TTL).with_grants(grants).to_jwt()

    def for_webhook(self, body: bytes) -> str:
        """The signature of a webhook: a token that carries the body's hash."""
        digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
        return api.AccessToken(self._key, self._secret).with_ttl(WEBHOOK_TOKEN_TTL).with_sha256(digest).to_jwt()


def participant_kind(claims: Claims) -> models.ParticipantInfo.Kind:
    """What the token says its bearer is; a person unless said otherwise."""
    return _KINDS.get(claims.kind or "", models.ParticipantInfo.STANDARD)


def permission_of(grants: api.VideoGrants) -> models.ParticipantPermission:
    """The grants as clients see them; a grant that isn't mentioned is given where LiveKit gives it."""

    def unless_denied(grant: bool | None) -> bool:
        return grant is None or bool(grant)

    return models.ParticipantPermission(
        can_subscribe=unless_denied(grants.can_subscribe),
        can_publish=unless_denied(grants.can_publish),
        can_publish_data=unless_denied(grants.can_publish_data),
        can_publish_sources=[_SOURCES[name] for name in grants.can_publish_sources or [] if name in _SOURCES],
        hidden=bool(grants.hidden),
        agent=bool(grants.agent),
        can_update_metadata=bool(grants.can_update_own_metadata),
    )


def grants_with(grants: api.VideoGrants, permission: models.ParticipantPermission) -> api.VideoGrants:
    """`grants` after a server call has changed what the participant may do."""
    names = {value: name for name, value in _SOURCES.items()}
    return api.VideoGrants(
        room_join=grants.room_join,
        room_admin=grants.room_admin,
        room=grants.room,
        can_publish=permission.can_publish,
        can_subscribe=permission.can_subscribe,
        can_publish_data=permission.can_publish_data,
        can_publish_sources=[names[s] for s in permission.can_publish_sources if s in names] or None,
        can_update_own_metadata=permission.can_update_metadata,
        hidden=permission.hidden,
        agent=permission.agent,
    )
