"""A person's own birth details, and places to choose from."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from api.birth.answers import answer_place
from api.birth.schemas import MAX_PLACE_CHARS, AmbiguousAnswer, BirthAnswer, BirthForm, PlaceList
from api.deps import RootDep, User
from api.errors import STATUS, document
from astra.contracts.errors import ErrorBody, ErrorCode

router = APIRouter(tags=["birth"])


@router.get("/api/birth", responses=document(ErrorCode.UNAUTHENTICATED))
async def read_birth(root: RootDep, who: User) -> BirthAnswer:
    """What is pinned, each piece with where it came from, and what is still missing."""
    return await root.sky.births.read(who.user_id)


@router.put(
    "/api/birth",
    response_model=BirthAnswer,
    responses={
        **document(ErrorCode.MALFORMED, ErrorCode.UNAUTHENTICATED, ErrorCode.FORBIDDEN, ErrorCode.INVALID),
        409: {"model": AmbiguousAnswer, "description": "nothing was saved: it can be read in more than one way"},
    },
)
async def write_birth(body: BirthForm, root: RootDep, who: User) -> BirthAnswer | JSONResponse:
    """Pin the whole form; what can't be is refused, what is ambiguous is asked, and then nothing is saved."""
    saved = await root.sky.births.save(who.user_id, body)
    if saved.answer is not None:
        return saved.answer
    assert saved.question is not None  # noqa: S101  one of the two is there
    error = ErrorBody(code=ErrorCode.CONFLICT, message=saved.question.text, field=saved.question.field.value)
    asked = AmbiguousAnswer(error=error, question=saved.question)
    return JSONResponse(asked.model_dump(mode="json"), status_code=STATUS[ErrorCode.CONFLICT])


@router.get("/api/places", responses=document(ErrorCode.UNAUTHENTICATED, ErrorCode.INVALID))
async def find_places(
    root: RootDep,
    who: User,  # noqa: ARG001  only who is signed in may ask
    q: Annotated[str, Query(min_length=1, max_length=MAX_PLACE_CHARS, description="what was typed so far")],
) -> PlaceList:
    """Places that a name may mean, best first; old and local names too."""
    return PlaceList(items=[answer_place(place) for place in await root.sky.births.find_places(q)])
