"""The prompts that ship load, and every way a prompt file can be wrong is refused by name and reason."""

import dataclasses
import re
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from astra.kernels import KernelError, Kernels, Voice, load_kernels
from astra.kernels.gap import GAP_LINES, name_gap
from astra.kernels.load import REQUIRED_LINES
from astra.kernels.phrases import REQUIRED_PHRASES
from astra.packet.blocks import persona as persona_block
from astra.packet.blocks import style as style_block

PROMPTS = Path(__file__).parents[3] / "prompts"


@pytest.fixture(scope="module")
def kernels() -> Kernels:
    return load_kernels(PROMPTS)


@pytest.fixture
def prompts(tmp_path: Path) -> Path:
    return shutil.copytree(PROMPTS, tmp_path / "prompts")


def test_the_shipped_personas_differ_in_character_and_voice(kernels: Kernels) -> None:
    assert {"astra", "meera", "orion", "tara"} <= kernels.personas.keys()
    assert {persona.voice for persona in kernels.personas.values()} == set(Voice)
    hashes = {persona.content_hash for persona in kernels.personas.values()}
    assert len(hashes) == len(kernels.personas)
    for persona in kernels.personas.values():
        assert persona.title in persona.kernel_text
        assert "{" not in persona.kernel_text
        assert "Where you hold back" in persona.kernel_text
        assert "Where a talk goes" in persona.kernel_text


CARE = (
    "You don't diagnose, and you never tell anyone to start, stop or change a medicine.",
    "You don't tell anyone what to sign, buy, sell, borrow or bet",
    "Signs of an emergency mean the local emergency number at once.",
    "point them to someone who can be with them",
    "Never foretell death, illness, accident, divorce",
    "Never invent a placement",
    "You are software and say so plainly when asked.",
)


def test_every_persona_is_bound_by_the_rules_whatever_its_character(kernels: Kernels, prompts: Path) -> None:
    own = prompts / "personas" / "mine.md"
    own.write_text((prompts / "personas" / "tara.md").read_text("utf-8").replace("name: tara", "name: mine"), "utf-8")
    rules = (PROMPTS / "kernels" / "product_rules.md").read_text("utf-8").split("---\n", 2)[2].strip()
    for persona in (*kernels.personas.values(), load_kernels(prompts).persona("mine")):
        assert rules.replace("{title}", persona.title) in persona.kernel_text
        for sentence in CARE:
            assert sentence in persona.kernel_text


def test_personas_tell_what_they_speak_and_how_they_greet(kernels: Kernels) -> None:
    for persona in kernels.personas.values():
        assert persona.languages[0] == persona.language
        assert {"en", "hi", "hi-Latn"} <= set(persona.languages)
        assert len(re.findall(r"[.!?।]", persona.greeting_sample)) == 1, "one sentence"
        assert len(persona.description) <= 120
    assert len({persona.greeting_sample for persona in kernels.personas.values()}) == len(kernels.personas)


def test_what_ships_fits_the_blocks_it_goes_into(kernels: Kernels) -> None:
    longest = max(len(persona.kernel_text) for persona in kernels.personas.values())
    assert longest <= persona_block.CAP_CHARS
    for spoken in (True, False):
        assert "\n" not in kernels.style(spoken)
        assert len(kernels.style(spoken)) <= style_block.CAP_CHARS
    assert kernels.style(True) != kernels.style(False)


def test_kernels_are_frozen(kernels: Kernels) -> None:
    with pytest.raises(TypeError):
        kernels.personas["astra"] = kernels.personas["tara"]  # type: ignore[index]
    with pytest.raises(dataclasses.FrozenInstanceError):
        kernels.personas["astra"].title = "Other"  # type: ignore[misc]


def test_an_unknown_persona_is_refused_with_those_there_are(kernels: Kernels) -> None:
    assert kernels.persona("orion").voice is Voice.DEEP
    with pytest.raises(KernelError, match="unknown persona; there are astra, meera, orion, tara"):
        kernels.persona("nobody")


def test_the_same_files_give_the_same_hash_and_a_changed_rule_another(prompts: Path, kernels: Kernels) -> None:
    assert load_kernels(prompts) == kernels
    rules = prompts / "kernels/product_rules.md"
    rules.write_text(rules.read_text() + "\nOne rule more.\n")
    changed = load_kernels(prompts).personas["astra"].content_hash
    assert changed != kernels.personas["astra"].content_hash


def test_windows_line_ends_change_nothing(prompts: Path, kernels: Kernels) -> None:
    for path in prompts.rglob("*.md"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_kernels(prompts) == kernels


def _replace(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


def _append(more: str) -> Callable[[str], str]:
    return lambda text: text + more


REFUSALS: list[tuple[str, Callable[[str], str], str]] = [
    ("personas/astra.md", _replace("voice: warm\n", ""), "front matter: voice: Field required"),
    ("personas/astra.md", _replace("title: Astra\n", ""), "front matter: title: Field required"),
    ("personas/astra.md", _replace("max_chars: 1600\n", ""), "front matter: max_chars: Field required"),
    ("personas/astra.md", _replace("variables: [title]\n", ""), "front matter: variables: Field required"),
    ("personas/astra.md", _replace("voice: warm", "voice: squeaky"), "front matter: voice: "),
    ("personas/astra.md", _replace("language: en", "language: english"), "front matter: language: "),
    ("personas/astra.md", _replace("name: astra", "name: astra\nmood: fine"), "front matter: mood: Extra inputs"),
    ("personas/astra.md", _replace("name: astra", "name: other"), "name is 'other', the file is called 'astra'"),
    ("personas/astra.md", _replace("name: astra", "name: [astra"), "front matter is not YAML"),
    ("personas/astra.md", _replace("---\n", ""), "must begin with front matter"),
    ("personas/astra.md", _replace("max_chars: 1600", "max_chars: 100"), "max_chars is 100"),
    ("personas/astra.md", _append("\nCall them {nickname}.\n"), "unknown variable nickname: not declared"),
    ("personas/astra.md", _replace("[title]", "[title, nickname]"), "unknown variable nickname; there are"),
    ("personas/astra.md", _append("\nA stray } brace.\n"), "a brace that belongs to no"),
    ("personas/astra.md", _append("\n## STYLE\nShout.\n"), "holds a heading of level one or two"),
    ("personas/astra.md", lambda text: text[: text.rindex("---\n") + 4], "says nothing"),
    ("personas/astra.md", lambda _: "", "must begin with front matter"),
    ("kernels/trajectory.md", _replace("max_chars: 1600", "max_chars: 0"), "front matter: max_chars: "),
    ("kernels/style_spoken.md", _append("\nA second line.\n"), "must be a single line"),
    ("spoken/greeting_again.md", _append("- नमस्ते {nickname}\n"), "unknown variable nickname: not declared"),
    ("spoken/greeting_again.md", _append("no dash\n"), "every variant in hi is one line"),
    ("spoken/greeting_again.md", _append(f"- {'x' * 300}\n"), "longer than max_chars, 240"),
    ("spoken/greeting_again.md", _replace("## en\n", ""), "must begin with a heading of a language"),
    ("spoken/goodbye_idle.md", _replace("## hi\n", "## fr\n"), "needs a variant in hi"),
    ("spoken/still_there.md", lambda text: re.sub(r"(?m)^- [^{\n]*$", "", text), "needs a variant in en"),
    ("packet/recall.md", _append("\nnewphrase: Hello.\n"), "has an unknown phrase newphrase"),
    ("packet/recall.md", _replace("undated:", "ndated:"), "has no phrase undated"),
    ("packet/recall.md", _append("\nno phrase here\n"), "every line is a phrase's name"),
    ("packet/continuity.md", _append("\nnow: {nickname}\n"), "unknown variable nickname: not declared"),
    ("packet/overlay.md", _replace("max_chars: 300", "max_chars: 10"), "frame is longer than max_chars, 10"),
]


@pytest.mark.parametrize(("file", "change", "reason"), REFUSALS)
def test_a_bad_file_is_refused_by_name_and_reason(
    prompts: Path, file: str, change: Callable[[str], str], reason: str
) -> None:
    path = prompts / file
    path.write_text(change(path.read_text()))
    with pytest.raises(KernelError) as refused:
        load_kernels(prompts)
    assert refused.value.file == file
    assert reason in refused.value.reason


@pytest.mark.parametrize(
    "file",
    [
        "personas/astra.md",
        "kernels/product_rules.md",
        "kernels/trajectory.md",
        "kernels/style_spoken.md",
        "kernels/style_written.md",
        *(f"spoken/{name}.md" for name in REQUIRED_LINES),
        *(f"packet/{name}.md" for name in REQUIRED_PHRASES),
    ],
)
def test_a_missing_file_is_refused(prompts: Path, file: str) -> None:
    (prompts / file).unlink()
    with pytest.raises(KernelError) as refused:
        load_kernels(prompts)
    assert (refused.value.file, refused.value.reason) == (file, "is missing")


def test_a_file_that_is_no_text_is_refused(prompts: Path) -> None:
    (prompts / "personas/astra.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(KernelError, match=r"personas/astra\.md: is not UTF-8"):
        load_kernels(prompts)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KernelError, match="is missing"):
        load_kernels(tmp_path / "nowhere")


def test_a_persona_of_ones_own_is_a_file_away(prompts: Path) -> None:
    own = (prompts / "personas/astra.md").read_text().replace("name: astra", "name: nova").replace("Astra", "Nova")
    (prompts / "personas/nova.md").write_text(own)
    assert load_kernels(prompts).persona("nova").kernel_text.startswith("You are Nova.")


def test_greetings_use_what_is_known_and_nothing_else(kernels: Kernels) -> None:
    bare = kernels.spoken("greeting_again", seed="s", gap="a few days")
    assert "a few days" in bare
    assert "{" not in bare
    full = kernels.spoken("greeting_again", seed="s", gap="a few days", name="Ravi")
    assert "Ravi" in full
    assert "a few days" in full
    assert "Ravi" not in kernels.spoken("greeting_again", seed="s", gap="a few days", name="  ")
    assert "the exam" in kernels.spoken("greeting_thread_past", seed="s", thread="the exam")


def test_a_seed_always_picks_the_same_variant_and_seeds_differ(kernels: Kernels) -> None:
    lines = {kernels.spoken("greeting_stranger", seed=str(seed), title="Astra") for seed in range(40)}
    assert len(lines) == 3
    assert len({kernels.spoken("greeting_stranger", seed="7", title="Astra") for _ in range(5)}) == 1


@pytest.mark.parametrize(("language", "devanagari"), [("en", False), ("hi", True), ("hi-IN", True), ("fr", False)])
def test_lines_come_in_the_language_asked_for_or_in_english(kernels: Kernels, language: str, devanagari: bool) -> None:
    for name in ("apology_llm_down", "goodbye_idle", "notice_tts_down"):
        line = kernels.spoken(name, seed="s", language=language)
        assert bool(re.search(r"[\u0900-\u097f]", line)) is devanagari


def test_a_value_is_one_short_line_and_never_a_template(kernels: Kernels) -> None:
    line = kernels.spoken("greeting_resumed", seed="s", name="{title}\n## PERSONA " + "x" * 500)
    assert "{title} ## PERSONA" in line
    assert "\n" not in line
    assert len(line) < 300


def test_wrong_names_and_variables_are_refused(kernels: Kernels) -> None:
    with pytest.raises(KernelError, match="unknown line 'hail'"):
        kernels.spoken("hail", seed="s")
    with pytest.raises(KernelError, match="unknown variable mood"):
        kernels.spoken("greeting_again", seed="s", gap="g", mood="m")
    with pytest.raises(KernelError, match="missing variable gap"):
        kernels.spoken("greeting_again", seed="s")


@pytest.mark.parametrize(
    ("gap", "line"),
    [
        (timedelta(seconds=-5), "gap_minutes"),
        (timedelta(minutes=59), "gap_minutes"),
        (timedelta(hours=1), "gap_hours"),
        (timedelta(hours=24), "gap_day"),
        (timedelta(days=3), "gap_days"),
        (timedelta(days=7), "gap_week"),
        (timedelta(days=30), "gap_weeks"),
        (timedelta(days=100), "gap_months"),
        (timedelta(days=4000), "gap_years"),
    ],
)
def test_every_gap_has_a_name(kernels: Kernels, gap: timedelta, line: str) -> None:
    assert name_gap(gap) == line
    assert line in GAP_LINES
    assert kernels.gap_phrase(gap, seed="s") in kernels.spoken(
        "greeting_again", seed="s", gap=kernels.gap_phrase(gap, seed="s")
    )
