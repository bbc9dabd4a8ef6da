"""Asking again, wired."""

from api.db import Database
from api.follow_up.jobs import SendFollowUp
from api.follow_up.service import SEND_FOLLOW_UP, FollowUps
from api.session.context import ContextReader
from api.telegram.wiring import Telegram
from api.worker.runner import Handler
from api.writing import Writing
from astra.kernels.kernels import Kernels
from astra.kit.clock import Clock


def wire_follow_ups(database: Database, clock: Clock, telegram: Telegram) -> FollowUps:
    """Make what plans."""
    return FollowUps(database, clock, telegram.accounts)


def list_handlers(
    database: Database, clock: Clock, contexts: ContextReader, *, writing: Writing, telegram: Telegram, kernels: Kernels
) -> dict[str, Handler]:
    """Make what sends."""
    sender = SendFollowUp(
        database,
        clock,
        contexts,
        accounts=telegram.accounts,
        minds=writing.minds,
        replies=writing.replies,
        kernels=kernels,
        outlets=telegram.outlets,
    )
    return {SEND_FOLLOW_UP: sender}
