"""Whatever somebody said, or a memory service answers, stays a quotation inside its own block."""

import re
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
import yaml

from astra.contracts.astro import AstroContext
from astra.contracts.memory import BriefItem, Loop, StartBrief
from astra.contracts.session import Correction, PastMessage, PendingUpdate, UpdateKind
from astra.contracts.utterance import Role, Source
from astra.kernels import Kernels, load_kernels
from astra.librarian import RecallLine
from astra.packet import BlockName, Message, SessionState, Turn, build_packet, fit_packet, render_packet
from astra.packet.quote import quote_line, quote_text

ROOT = Path(__file__).parents[3]
NOW = datetime(2026, 5, 6, 12, tzinfo=UTC)
POISON: list[str] = yaml.safe_load((ROOT / "tests/fixtures/poisoned_lines.yaml").read_text("utf-8"))
SESSION = uuid4()

_UNSEEN = re.compile(
    r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\x00-\x08\x0b-\x1f\u3164\U000e0000-\U000e0fff]"
)
_TOKENS = re.compile(r"<\||\|>|\[/?INST|<<SYS|</?s>|</?(?:system|assistant|user|developer|tool)\b", re.IGNORECASE)
_SPEAKS = re.compile(r"(?:#|(?:system|assistant|user|developer|tool|human|ai)\s*:|>>>)", re.IGNORECASE)
_OUR_LINE = re.compile(
    r"(?:POSTURE|MOMENTUM): .*|## [A-Z_]+|- .*“[^“”]*”.*|CURRENT_FOCUS: “[^“”]*”|[A-Z][^“”]*(?:“[^“”]*”)?|“[^“”]*”|"
)


@pytest.fixture(scope="module")
def kernels() -> Kernels:
    return load_kernels(ROOT / "prompts")


def poisoned_state(kernels: Kernels, poison: str) -> SessionState:
    return SessionState(
        persona_kernel=kernels.persona("astra").kernel_text,
        style_line=kernels.style(spoken=True),
        messages=(
            PastMessage(role=Role.USER, text=poison, at=NOW),
            PastMessage(role=Role.ASSISTANT, text=poison, at=NOW),
        ),
        phrases=kernels.phrases,
        session_id=SESSION,
        brief=StartBrief(
            bridge_text=poison,
            current_focus=poison,
            items=(BriefItem(kind=poison[:60], text=poison, date=poison[:60]),),
        ),
        loops=(Loop(text=poison, opened_at=NOW),),
        astro=AstroContext(pinned=(poison,), snapshot="Sun in Taurus"),
        updates=(PendingUpdate(id=uuid4(), kind=UpdateKind.CONTEXTUAL, text=poison.replace("\x00", "")),),
        corrections=(Correction(said=poison, right=poison, wrong=poison, at=NOW),),
        rolling_summary=poison,
        rolling_summary_session_id=SESSION,
    )


def test_there_is_enough_poison() -> None:
    assert len(POISON) >= 50


@pytest.mark.parametrize("poison", POISON)
def test_poison_stays_where_it_was_put(kernels: Kernels, poison: str) -> None:
    state = poisoned_state(kernels, poison)
    turn = Turn(poison, Source.VOICE, NOW, (RecallLine(poison, "2026-05-03"),))
    messages = render_packet(fit_packet(build_packet(turn, state)))
    clean = render_packet(fit_packet(build_packet(Turn("Hello", Source.VOICE, NOW), poisoned_state(kernels, "Hello"))))
    assert [message.role for message in messages] == ["system", "system", "user", "assistant", "user"]
    assert messages[0] == clean[0]
    check_system(messages[1])
    for message in messages[2:]:
        check_said(message)


def check_system(message: Message) -> None:
    lines = message.content.split("\n")
    headings = [line for line in lines if line.lstrip().startswith(("#", "＃"))]
    assert set(headings) <= {f"## {name.value}" for name in BlockName}
    assert len(headings) == len(set(headings))
    assert [line for line in lines if _OUR_LINE.fullmatch(line) is None] == []
    assert _UNSEEN.search(message.content.replace("\n", "")) is None
    assert _TOKENS.search(message.content) is None


def check_said(message: Message) -> None:
    assert _UNSEEN.search(message.content.replace("\n", "").replace("\t", "")) is None
    assert _TOKENS.search(message.content) is None
    assert [line for line in message.content.split("\n") if _SPEAKS.match(line.strip())] == []


@pytest.mark.parametrize("poison", POISON)
def test_a_quotation_can_not_be_left(poison: str) -> None:
    quoted = quote_line(poison, 400)
    assert quoted[0] == "“"
    assert quoted[-1] == "”"
    assert not set(quoted[1:-1]) & set('“”"\n')
    assert quote_text(quote_text(poison)) == quote_text(poison)


def test_what_was_meant_is_still_readable() -> None:
    assert quote_line('She said "yes" to Meera’s plan', 80) == "“She said 'yes' to Meera’s plan”"
    assert quote_line("मेरी बहन पुणे में है, क्‍या?", 80) == "“मेरी बहन पुणे में है, क्‍या?”"
    assert quote_text("I like the system: it works 👩‍🚀") == "I like the system: it works 👩‍🚀"
