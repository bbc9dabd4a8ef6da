"""Links that carry a conversation to another device. They sign nobody in, and tell others nothing."""

from datetime import timedelta
from uuid import UUID

from api.auth.schemas import SignedIn
from api.auth.service import hash_secret
from api.carry import repository
from api.carry.schemas import CarryArrived, CarryLinkMade
from api.db import AsyncSession
from api.models import CarryLink
from api.session.service import choose, find_owned
from astra.contracts.errors import AstraError, ErrorCode
from astra.kit.clock import Clock
from astra.kit.ids import new_secret

HOLDS_FOR = timedelta(minutes=15)


async def make_link(db: AsyncSession, clock: Clock, who: SignedIn, session_id: UUID) -> CarryLinkMade:
    """A link to the person's own session, in place of an earlier one.

    404 for a session that is not theirs, 409 for a guest, who could not sign in on the other device.
    """
    await find_owned(db, who, session_id)
    if who.is_guest:
        raise AstraError(ErrorCode.CONFLICT, "A guest can't sign in elsewhere: keep your account first.")
    now, secret = clock.now(), new_secret()
    link = CarryLink(
        secret_hash=hash_secret(secret), session_id=session_id, user_id=who.user_id, expires_at=now + HOLDS_FOR
    )
    await repository.replace(db, link, now=now)
    return CarryLinkMade(url=f"/carry/{secret}", expires_at=link.expires_at)


async def arrive(db: AsyncSession, clock: Clock, who: SignedIn, secret: str) -> CarryArrived:
    """Use a link up. 404 for one that is unknown, used, too old or somebody else's, which all look the same."""
    now = clock.now()
    session_id = await repository.take(db, hash_secret(secret), who.user_id, now=now)
    if session_id is None:
        raise AstraError(ErrorCode.NOT_FOUND, "This link leads nowhere.", field="token")
    await choose(db, await find_owned(db, who, session_id), now)
    return CarryArrived(session_id=session_id)
