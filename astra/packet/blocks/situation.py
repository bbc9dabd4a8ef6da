"""Block 4: where this person's life stands: the start brief, the focus, their birth and sky, and what is new."""

from astra.contracts.astro import AstroContext
from astra.contracts.memory import StartBrief
from astra.contracts.session import UpdateKind
from astra.contracts.utterance import Source
from astra.packet.block import Block, BlockName
from astra.packet.quote import cut_lines, flatten_line, quote_line
from astra.packet.state import SessionState, Turn

CAP_CHARS = 9_000
MAX_ITEMS = 12
MAX_ITEM_CHARS = 320
MAX_BRIDGE_CHARS = 900
MAX_FOCUS_CHARS = 320
MAX_UPDATES = 4
MAX_UPDATE_CHARS = 900
MAX_SNAPSHOT_LINES = 60
MAX_SNAPSHOT_LINE_CHARS = 240
MAX_TRANSITS = 8


def build_situation(turn: Turn, state: SessionState) -> Block | None:
    """What is to be told first comes first, so that shrinking takes the oldest news last."""
    lines = [
        state.say("situation.frame"),
        *_show_updates(state),
        state.say("situation.now", now=f"{turn.at:%A, %-d %B %Y, %H:%M}"),
        *_show_brief(state, state.brief),
        *_show_astro(state, state.astro, spoken=turn.source is Source.VOICE),
        state.say("situation.off_record") if state.off_record else "",
    ]
    text = cut_lines([line for line in lines if line], CAP_CHARS)
    return Block(BlockName.SITUATIONAL_CONTEXT, CAP_CHARS, text=text) if text else None


def _show_updates(state: SessionState) -> list[str]:
    lines: list[str] = []
    for kind in UpdateKind:
        told = [update for update in state.updates if update.kind is kind][:MAX_UPDATES]
        if told:
            lines.append(state.say(f"situation.{kind.value}"))
            lines += [f"- {quote_line(update.text, MAX_UPDATE_CHARS)}" for update in told]
    return lines


def _show_brief(state: SessionState, brief: StartBrief | None) -> list[str]:
    if brief is None:
        return []
    lines: list[str] = []
    if brief.current_focus:
        lines.append(state.say("situation.focus", text=quote_line(brief.current_focus, MAX_FOCUS_CHARS)))
    if brief.bridge_text:
        lines.append(state.say("situation.bridge", text=quote_line(brief.bridge_text, MAX_BRIDGE_CHARS)))
    if brief.items:
        lines.append(state.say("situation.items"))
    for item in brief.items[:MAX_ITEMS]:
        day = f" {flatten_line(item.date, 32)}" if item.date else ""
        lines.append(f"- ({_name_kind(item.kind)}{day}) {quote_line(item.text, MAX_ITEM_CHARS)}")
    return lines


def _show_astro(state: SessionState, astro: AstroContext | None, *, spoken: bool) -> list[str]:
    if astro is None:
        return []
    lines: list[str] = []
    if astro.pinned:
        lines.append(state.say("situation.pinned"))
        lines += [f"- {quote_line(line, MAX_ITEM_CHARS)}" for line in astro.pinned]
    if astro.missing and not astro.snapshot:
        fields = ", ".join(field.value for field in astro.missing)
        lines.append(state.say(f"situation.missing_{'spoken' if spoken else 'written'}", fields=fields))
    if astro.snapshot:
        lines.append(state.say("situation.snapshot"))
        shown = [flatten_line(line, MAX_SNAPSHOT_LINE_CHARS) for line in astro.snapshot.splitlines()]
        lines += [line for line in shown if line][:MAX_SNAPSHOT_LINES]
    if astro.transits:
        lines.append(state.say("situation.transits"))
        lines += [f"- {flatten_line(line, MAX_SNAPSHOT_LINE_CHARS)}" for line in astro.transits[:MAX_TRANSITS]]
    return lines


def _name_kind(kind: str) -> str:
    letters = "".join(char for char in kind if char.isascii() and (char.isalnum() or char in "_- "))
    return letters[:24].strip() or "note"
