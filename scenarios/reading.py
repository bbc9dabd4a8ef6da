"""Scenario files → scenarios. Whatever is wrong is told with the file, the step and the field."""

from collections.abc import Mapping
from pathlib import Path
from typing import cast

import yaml
from pydantic import ValidationError

from scenarios.script import SHORT_FORMS, VERBS, Scenario, Step


class ScenarioError(Exception):
    """A scenario can't be read or run; the message says where and why."""


def read_scenario(path: Path) -> Scenario:
    """Read and check one file. Raises `ScenarioError`."""
    try:
        raw: object = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ScenarioError(f"{path}: {error.strerror}") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ScenarioError(f"{path}: is not YAML: {' '.join(str(error).split())}") from None
    if not isinstance(raw, dict):
        raise ScenarioError(f"{path}: must be a mapping with `name` and `steps`")
    return _Reader(path).read(cast("dict[str, object]", raw))


class _Reader:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._people: tuple[str, ...] = ()

    def read(self, raw: Mapping[str, object]) -> Scenario:
        people = raw.get("people", {"me": {}})
        self._people = tuple(str(name) for name in people) if isinstance(people, dict) else ()
        body = {**raw, "people": people, "path": self._path, "steps": self._read_steps(raw.get("steps"), "step")}
        try:
            return Scenario.model_validate(body)
        except ValidationError as error:
            raise self._error(error, "") from None

    def _read_steps(self, raw: object, where: str) -> tuple[Step, ...]:
        if not isinstance(raw, list) or not raw:
            raise ScenarioError(f"{self._path}: {where}s: must be a list with at least one step")
        return tuple(self._read_step(item, f"{where} {number}") for number, item in enumerate(raw, start=1))

    def _read_step(self, raw: object, where: str) -> Step:
        if isinstance(raw, str):
            raw = {raw: None}
        if not isinstance(raw, dict):
            raise self._wrong(where, "must be a verb with its fields")
        step = cast("dict[str, object]", raw)
        verbs = [key for key in step if key != "who"]
        if len(verbs) != 1 or verbs[0] not in VERBS:
            raise self._wrong(
                where, f"must have exactly one of {', '.join(VERBS)}; it has {', '.join(verbs) or 'none'}"
            )
        verb = verbs[0]
        who = step.get("who")
        if who is not None and who not in self._people:
            raise self._wrong(f"{where} ({verb}), who", f"{who!r} is not among people: {', '.join(self._people)}")
        fields = self._spread(verb, step[verb], f"{where} ({verb})")
        if verb == "together":
            fields = self._read_lines(fields, where)
        try:
            action = VERBS[verb].model_validate(fields)
        except ValidationError as error:
            raise self._error(error, f"{where} ({verb})") from None
        return Step.model_construct(where=where, verb=verb, who=None if who is None else str(who), action=action)

    def _spread(self, verb: str, value: object, where: str) -> dict[str, object]:
        if value is None:
            return {}
        if isinstance(value, dict):
            return cast("dict[str, object]", value)
        if verb == "together":
            return {"lines": value}
        if verb == "stored":
            return {"messages": value}
        if verb in SHORT_FORMS:
            return {SHORT_FORMS[verb]: value}
        raise self._wrong(where, "must be followed by fields")

    def _read_lines(self, fields: dict[str, object], where: str) -> dict[str, object]:
        lines = fields.get("lines")
        if not isinstance(lines, list):
            raise self._wrong(f"{where} (together)", "must be a list of lists of steps")
        read = [self._read_steps(line, f"{where}, line {n}, step") for n, line in enumerate(lines, start=1)]
        return {**fields, "lines": tuple(read)}

    def _wrong(self, where: str, what: str) -> ScenarioError:
        return ScenarioError(f"{self._path}: {where}: {what}")

    def _error(self, error: ValidationError, where: str) -> ScenarioError:
        first = error.errors(include_url=False, include_context=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        place = ", ".join(part for part in (where, field) if part)
        return self._wrong(place or "file", first["msg"])
