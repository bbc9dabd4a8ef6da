"""`POST /v1/embeddings` and `GET /v1/models`."""

import asyncio
import base64
import json
from typing import Any, Literal

import numpy as np
from aiohttp import web
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from local.faults.book import FaultKind, Stage
from local.faults.outlet import answer_whole, delay
from local.openai.errors import WireError, fault_error
from local.openai.options import PARTS

_MAX_CHARS = 32_768
_CREATED = 1_750_000_000


class EmbeddingsRequest(BaseModel):
    """Body of a request; token lists are hashed like words. Options it does not name are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    model: str = Field(min_length=1, max_length=200)
    input: str | list[str] | list[int] | list[list[int]]
    encoding_format: Literal["float", "base64"] = "float"
    dimensions: int | None = Field(default=None, ge=8, le=3072)

    def texts(self) -> list[str]:
        """One text an embedding."""
        if isinstance(self.input, str):
            return [self.input]
        if self.input and isinstance(self.input[0], int):
            return [" ".join(str(token) for token in self.input)]
        return [" ".join(map(str, item)) if isinstance(item, list) else str(item) for item in self.input]


async def embed(request: web.Request) -> web.StreamResponse:
    """Handler of `/v1/embeddings`."""
    parts = request.app[PARTS]
    body = EmbeddingsRequest.model_validate_json(await request.read())
    texts = body.texts()
    if not 0 < len(texts) <= 2048 or not all(0 < len(text) <= _MAX_CHARS for text in texts):
        raise WireError(400, f"'input' takes 1 to 2048 texts of 1 to {_MAX_CHARS} characters.", param="input")
    fault = parts.faults.take(Stage.EMBEDDINGS, body.model)
    await delay(fault)
    if fault is not None and fault.kind is FaultKind.STATUS:
        raise fault_error(fault.status)
    vectors = await asyncio.to_thread(lambda: [parts.embedder.embed(text, body.dimensions) for text in texts])
    tokens = sum(len(text.split()) for text in texts)
    answer = {
        "object": "list",
        "data": [
            {"object": "embedding", "index": index, "embedding": _encode(vector, body.encoding_format)}
            for index, vector in enumerate(vectors)
        ],
        "model": body.model,
        "usage": {"prompt_tokens": tokens, "total_tokens": tokens},
    }
    return await answer_whole(request, fault, json.dumps(answer).encode(), content_type="application/json")


def _encode(vector: NDArray[np.float32], encoding: str) -> str | list[float]:
    if encoding == "base64":
        return base64.b64encode(vector.astype("<f4").tobytes()).decode()
    return [float(value) for value in vector]


async def list_models(request: web.Request) -> web.StreamResponse:
    """Handler of `/v1/models`."""
    return web.json_response({"object": "list", "data": [_model(name) for name in request.app[PARTS].models]})


async def show_model(request: web.Request) -> web.StreamResponse:
    """Handler of `/v1/models/{model}`; any name is served, so any name is found."""
    return web.json_response(_model(request.match_info["model"]))


def _model(name: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": _CREATED, "owned_by": "standin"}
