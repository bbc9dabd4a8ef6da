"""Reading scenario files, and what they say about themselves when they are wrong."""

import contextlib
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from scenarios.__main__ import app
from scenarios.powers import Powers
from scenarios.reading import ScenarioError, read_scenario
from scenarios.script import Hear, Say, Together


def write(folder: Path, text: str) -> Path:
    path = folder / "talk.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_verb_may_be_followed_by_its_main_field_or_by_fields(tmp_path: Path) -> None:
    scenario = read_scenario(write(tmp_path, "name: x\nsteps: [join, {say: Hello there}, {hear: {within_s: 3}}]"))

    assert [step.verb for step in scenario.steps] == ["join", "say", "hear"]
    assert scenario.steps[1].action == Say(text="Hello there")
    assert isinstance(scenario.steps[2].action, Hear)
    assert list(scenario.people) == ["me"]
    assert scenario.persona == "astra"


def test_lines_of_steps_can_run_at_the_same_time(tmp_path: Path) -> None:
    text = "name: x\npeople: {ana: {}, ben: {}}\nsteps:\n  - together: [[{who: ana, join: {}}], [{who: ben, join: {}}]]"
    scenario = read_scenario(write(tmp_path, text))

    assert isinstance(scenario.steps[0].action, Together)
    assert [step.who for step in scenario.all_steps()] == [None, "ana", "ben"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("name: x\nsteps: [{shout: hello}]", r"talk\.yaml: step 1: must have exactly one of join, .* it has shout"),
        ("name: x\nsteps: [{say: hi, hear: {}}]", r"step 1: must have exactly one of"),
        ("name: x\nsteps: [join, {hear: {withn_s: 3}}]", r"step 2 \(hear\), withn_s: Extra inputs"),
        ("name: x\nsteps: [{hear: {within_s: -3}}]", r"step 1 \(hear\), within_s: .*greater than 0"),
        ("name: x\nsteps: [{say: {}}]", r"step 1 \(say\): .*needs `text` or `parts`"),
        ("name: x\nsteps: [{who: eve, join: {}}]", r"step 1 \(join\), who: 'eve' is not among people: me"),
        ("name: x\nsteps: [{hear: 7}]", r"step 1 \(hear\): must be followed by fields"),
        ("name: x\nsteps: []", r"steps: must be a list with at least one step"),
        ("steps: [join]", r"name: Field required"),
        ("name: x\npersonna: y\nsteps: [join]", r"personna: Extra inputs"),
        ("name: x\nsteps: [{fault: {at: openai, stage: llm, kind: sulk}}]", r"step 1 \(fault\), kind: "),
        ("name: [", r"is not YAML: "),
        ("- join", r"must be a mapping"),
    ],
)
def test_what_is_wrong_is_told_with_file_step_and_field(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(ScenarioError, match=complaint):
        read_scenario(write(tmp_path, text))


def test_a_missing_file_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"none\.yaml: No such file"):
        read_scenario(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    "step", ["{fault: {at: openai, stage: llm, kind: cut}}", "{kill: {part: worker}}", "{days_pass: 14}"]
)
def test_a_power_that_was_not_given_is_asked_for_before_anything_runs(tmp_path: Path, step: str) -> None:
    scenario = read_scenario(write(tmp_path, f"name: x\nsteps: [join, {step}]"))

    with pytest.raises(ScenarioError, match="step 2: needs the"):
        Powers({}).check(scenario)


def test_days_pass_by_moving_what_is_stored_and_nothing_else(tmp_path: Path) -> None:
    database = tmp_path / "astra.db"
    with contextlib.closing(sqlite3.connect(database)) as store, store:
        store.execute("CREATE TABLE talk (at DATETIME, day DATE, ended_at DATETIME, text VARCHAR)")
        moments = ("2026-03-01 07:20:11.000345", "2026-03-01", None, "2026-03-01")
        store.execute("INSERT INTO talk VALUES (?, ?, ?, ?)", moments)

    assert Powers({}, database=database).let_days_pass(14) == 3

    with contextlib.closing(sqlite3.connect(database)) as store:
        moved = store.execute("SELECT * FROM talk").fetchone()
    assert moved == ("2026-02-15 07:20:11.000345", "2026-02-15", None, "2026-03-01")


def test_the_command_checks_files(tmp_path: Path) -> None:
    good = write(tmp_path, "name: x\nsteps: [join]")

    assert CliRunner().invoke(app, ["check", str(good)]).output == "1 scenario can be run.\n"
    good.write_text("name: x\nsteps: [{hum: la}]")
    wrong = CliRunner().invoke(app, ["check", str(good)])
    assert wrong.exit_code == 2
    assert "step 1: must have exactly one of" in wrong.output


def test_the_command_says_when_there_is_no_astra(tmp_path: Path) -> None:
    path = write(tmp_path, "name: x\nsteps: [join]")

    gone = CliRunner().invoke(app, ["run", str(path), "--url", "http://127.0.0.1:9", "--cache", str(tmp_path)])

    assert gone.exit_code == 2
    assert "does not answer" in gone.output
