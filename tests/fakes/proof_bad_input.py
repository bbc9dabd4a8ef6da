"""Every route's good request, spoiled in every way that the product promises to refuse by name."""

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI

from tests.fakes.proof_roles import Entry, Role
from tests.fakes.proof_table import TABLE
from tests.fakes.proof_world import fill, fill_path

TEN_MB = b'"' + b"x" * 10_000_000 + b'"'
_JSON = {"content-type": "application/json"}
_DAYS = ("date", "at", "now", "startedAt", "endedAt", "from", "to")
_OTHER_TYPES = ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml")
_SAVE = "POST /api/users/sessions/save"
_ID_IN_A_BODY = 400
"""What the save answers to an id that is missing or is none; everywhere else it is 422."""


@dataclass(frozen=True)
class Spoiled:
    """One bad request, and what it must get; `field` is what the error names, where it is one."""

    route: str
    kind: str
    role: Role
    path: str
    status: int
    content: bytes | None = None
    headers: tuple[tuple[str, str], ...] = ()
    params: tuple[tuple[str, str], ...] = ()
    field: str | None = None

    @property
    def name(self) -> str:
        """What is spoiled where."""
        return f"{self.route}: {self.kind}"


def spoil_all(app: FastAPI, ids: dict[str, str]) -> Iterator[Spoiled]:
    """Every bad request there is; `ids` are the owner's things."""
    description = app.openapi()
    for path, calls in description["paths"].items():
        for method, operation in calls.items():
            route = f"{method.upper()} {path}"
            entry = TABLE[route]
            role = Role.SERVICE if _is_refused(entry, Role.OWNER) else Role.OWNER
            if "application/json" in operation.get("requestBody", {}).get("content", {}):
                yield from _spoil_body(route, role, entry, ids)
            yield from _spoil_parameters(route, role, entry, operation, ids)


def _is_refused(entry: Entry, role: Role) -> bool:
    expected = entry.expect[role]
    return expected == 401


def _spoil_body(route: str, role: Role, entry: Entry, ids: dict[str, str]) -> Iterator[Spoiled]:
    path, good = fill_path(route, entry, ids), fill(entry.body, ids)

    def make(kind: str, status: int, content: bytes, headers: dict[str, str] = _JSON, at: str | None = None) -> Spoiled:
        return Spoiled(route, kind, role, path, status, content, tuple(headers.items()), field=at)

    for text in (b"{", b"", b"\xff\xfe", b'{"a": NaN', b"not json"):
        if text:
            yield make(f"body {text!r}", 400, text)
    for text in (b"[]", b"null", b'"x"', b"7"):
        yield make(f"body {text.decode()}", 422, text)
    for kind in _OTHER_TYPES:
        yield make(f"as {kind}", 415, _write(good), {"content-type": kind})
    yield make("of ten megabytes", 413, TEN_MB)
    yield make("an unknown field", 422, _write({**good, "zz_unknown": 1}), at="zz_unknown")
    for place, value in _list_leaves(good):
        if not isinstance(value, str):
            continue
        status = _ID_IN_A_BODY if route == _SAVE and place == ("session_id",) else 422
        named = ".".join(str(part) for part in place)
        yield make(f"NUL in {named}", status, _write(_put(good, place, f"{value}\x00")), at=named)
        yield make(f"an object as {named}", status, _write(_put(good, place, {"a": 1})), at=named)
        if place[-1] in _DAYS:
            yield make(f"no such day in {named}", 422, _write(_put(good, place, "2023-02-31")), at=named)
        if place[-1] == "role":
            yield make(f"a forged role in {named}", 422, _write(_put(good, place, "system")), at=named)
        if str(place[-1]).endswith("_id") and value in ids.values():
            yield make(f"no id in {named}", status, _write(_put(good, place, "not-an-id")), at=named)


def _spoil_parameters(
    route: str, role: Role, entry: Entry, operation: dict[str, Any], ids: dict[str, str]
) -> Iterator[Spoiled]:
    content = None if entry.body is None else _write(fill(entry.body, ids))
    headers = (*_JSON.items(),) if content is not None else ()
    good = fill(dict(entry.query), ids)
    for parameter in operation.get("parameters", ()):
        name, schema = parameter["name"], parameter["schema"]
        formats = {each.get("format") for each in (schema, *schema.get("anyOf", ()))}
        types = {each.get("type") for each in (schema, *schema.get("anyOf", ()))}
        if parameter["in"] == "path" and "uuid" in formats:
            bad = {**ids, entry.ids.get(name, name): "not-an-id"}
            yield Spoiled(
                route, f"no id as {name}", role, fill_path(route, entry, bad), 422, content, headers, field=name
            )
        if parameter["in"] != "query":
            continue
        wrong: list[tuple[str, str]] = []
        if formats & {"date", "date-time"}:
            wrong += [("no such day", "2023-02-31"), ("no day", "soon")]
        if "uuid" in formats:
            wrong.append(("no id", "not-an-id"))
        if types & {"integer", "boolean"}:
            wrong.append(("a word", "several"))
        if "enum" in json.dumps(schema) or "$ref" in json.dumps(schema):
            wrong.append(("an unknown word", "zz_unknown"))
        if name == "cursor":
            wrong += [("a made-up cursor", "zz"), ("a cursor of another list", "WzEsMl0")]
        for kind, value in wrong:
            params = tuple({**good, name: value}.items())
            path = fill_path(route, entry, ids)
            yield Spoiled(route, f"{kind} as {name}", role, path, 422, content, headers, params, name)


def _list_leaves(value: Any, place: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _list_leaves(inner, (*place, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _list_leaves(inner, (*place, index))
    else:
        yield place, value


def _put(value: Any, place: tuple[str | int, ...], new: Any) -> Any:
    changed = deepcopy(value)
    inner = changed
    for part in place[:-1]:
        inner = inner[part]
    inner[place[-1]] = new
    return changed


def _write(body: Any) -> bytes:
    return json.dumps(body).encode()
