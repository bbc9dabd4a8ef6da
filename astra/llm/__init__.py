"""The provider chain: `open_chain(LlmSettings())`, then `chain.stream(messages)`. No provider's type leaves here."""

from astra.llm.attempt import Deadlines
from astra.llm.chain import Chain, open_chain
from astra.llm.failures import FailureReason, NoLinkAnsweredError, ReplyTruncatedError
from astra.llm.health import Cooldown
from astra.llm.links import Link, build_links
from astra.llm.messages import Delta, Finish, Message, TextDelta, Tool, ToolCall, Usage
from astra.llm.settings import LlmSettings
from astra.llm.tool_loop import RunTool, converse

__all__ = [
    "Chain",
    "Cooldown",
    "Deadlines",
    "Delta",
    "FailureReason",
    "Finish",
    "Link",
    "LlmSettings",
    "Message",
    "NoLinkAnsweredError",
    "ReplyTruncatedError",
    "RunTool",
    "TextDelta",
    "Tool",
    "ToolCall",
    "Usage",
    "build_links",
    "converse",
    "open_chain",
]
