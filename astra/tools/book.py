"""The tools as data: what each is called, what it wants, what it does; and the one way in which a call is run."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import structlog
from pydantic import BaseModel, ValidationError

from astra.contracts.errors import AstraError
from astra.kernels.errors import KernelError
from astra.kernels.prompt_file import PromptHead, read_prompt_file
from astra.llm.messages import Tool, ToolCall
from astra.tools.chart_facts import ChartFactsArgs, tell_chart_facts
from astra.tools.compare_person import ComparePersonArgs, compare_person
from astra.tools.context import ToolContext
from astra.tools.cues import speaks_of_astrology
from astra.tools.other_app import OtherAppArgs, explain_other_app
from astra.tools.panchanga_of import PanchangaArgs, tell_panchanga
from astra.tools.transits_on import TransitsArgs, tell_transits
from astra.tools.when_does import WhenArgs, find_when

_log = structlog.get_logger(__name__)

MAX_RESULT_CHARS: Final = 4_000
_FOLLOW_UP_WORDS: Final = 8


@dataclass(frozen=True, slots=True)
class _Spec:
    """`run` is synchronous and pure but for the gazetteer; it raises `AstraError` for what it can't answer."""

    args: type[BaseModel]
    run: Callable[[Any, ToolContext], Mapping[str, Any]]


_SPECS: Final[Mapping[str, _Spec]] = {
    "chart_facts": _Spec(ChartFactsArgs, tell_chart_facts),
    "transits_on": _Spec(TransitsArgs, tell_transits),
    "when_does": _Spec(WhenArgs, find_when),
    "compare_person": _Spec(ComparePersonArgs, compare_person),
    "other_app": _Spec(OtherAppArgs, explain_other_app),
    "panchanga_of": _Spec(PanchangaArgs, tell_panchanga),
}


class ToolBook:
    """Every tool, its words read and checked. Holds no state: one book serves all."""

    def __init__(self, tools: Mapping[str, Tool]) -> None:
        self._tools = dict(tools)

    @property
    def tools(self) -> tuple[Tool, ...]:
        """All of them, always in the same order."""
        return tuple(self._tools.values())

    def offer(self, message: str, before: str = "") -> tuple[Tool, ...]:
        """The tools to send along with `message`: all where it speaks of the sky, none where it does not.

        A short message ("and tomorrow?") takes its subject from `before`, what the companion said last.
        """
        follows = len(message.split()) <= _FOLLOW_UP_WORDS and speaks_of_astrology(before)
        return self.tools if follows or speaks_of_astrology(message) else ()

    def run(self, call: ToolCall, context: ToolContext) -> str:
        """The result of one call as JSON, at most `MAX_RESULT_CHARS`; `{"error": …}` for what can't be answered."""
        spec = _SPECS.get(call.name)
        if spec is None:
            return _write({"error": "there is no such tool", "tools": list(_SPECS)})
        try:
            args = spec.args.model_validate_json(call.arguments.strip() or "{}")
            return _write(spec.run(args, context))
        except ValidationError as error:
            return _write({"error": "wrong arguments", "details": _describe(error)})
        except AstraError as error:
            return _write({"error": error.message} | ({"field": error.field} if error.field else {}))
        except Exception as error:  # noqa: BLE001  a tool must never end a turn: the model is told, and goes on
            _log.warning("tool.failed", tool=call.name, error=type(error).__name__)
            return _write({"error": "this could not be computed"})

    def runner(self, context: ToolContext) -> Callable[[ToolCall], Awaitable[str]]:
        """`run` for `astra.llm.converse`, beside the event loop."""

        async def run_tool(call: ToolCall) -> str:
            return await asyncio.to_thread(self.run, call, context)

        return run_tool


def load_tools(prompts_dir: Path) -> ToolBook:
    """Read what each tool is for from `prompts/tools/<name>.md`; raises `KernelError` naming the bad file."""
    tools: dict[str, Tool] = {}
    for name, spec in _SPECS.items():
        part = read_prompt_file(prompts_dir, f"tools/{name}.md", PromptHead)
        if len(part.body) > part.head.max_chars:
            raise KernelError(part.file, f"is {len(part.body)} characters long, max_chars is {part.head.max_chars}")
        tools[name] = Tool(name, " ".join(part.body.split()), _schema(spec.args))
    return ToolBook(tools)


def _schema(args: type[BaseModel]) -> dict[str, Any]:
    schema = args.model_json_schema()
    schema.pop("description", None)
    schema.pop("title", None)
    return schema


def _write(result: Mapping[str, Any]) -> str:
    text = json.dumps(result, ensure_ascii=False, separators=(",", ":"))
    if len(text) <= MAX_RESULT_CHARS:
        return text
    return json.dumps({"cut": True, "text": text[: MAX_RESULT_CHARS - 200]}, ensure_ascii=False)


def _describe(error: ValidationError) -> list[str]:
    found = error.errors(include_url=False, include_input=False)[:4]
    return [f"{'.'.join(str(part) for part in item['loc'])}: {item['msg']}" for item in found]
