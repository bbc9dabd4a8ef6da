"""`POST /api/ingest`: the worker hands over what was said, as it happens or after a crash."""

from fastapi import APIRouter, BackgroundTasks

from api.deps import Db, RootDep, service_only
from api.errors import document
from api.ingest.service import store_utterances
from astra.contracts.errors import ErrorCode
from astra.contracts.utterance import IngestAnswer, IngestRequest
from astra.contracts.waterfall import TurnWaterfall

router = APIRouter(tags=["worker"], dependencies=[service_only])


@router.post(
    "/api/ingest",
    responses=document(
        ErrorCode.MALFORMED, ErrorCode.UNAUTHENTICATED, ErrorCode.NOT_FOUND, ErrorCode.TOO_LARGE, ErrorCode.INVALID
    ),
)
async def ingest(body: IngestRequest, db: Db, root: RootDep, later: BackgroundTasks) -> IngestAnswer:
    """Store a batch of final utterances; when this has answered, they are safe."""
    turns: list[TurnWaterfall] = []
    later.add_task(root.writing.threads.announce, body.session_id)  # runs after the commit
    later.add_task(root.metrics.note_turns, turns)
    return await store_utterances(db, body, now=root.clock.now(), note_turn=turns.append)
