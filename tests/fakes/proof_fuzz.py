"""The whole description as a source of requests, good and bad, sent as one role; what the answers got wrong."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi import checks

from tests.fakes.proof_roles import Role
from tests.fakes.proof_table import TABLE
from tests.fakes.proof_thread import WorldThread
from tests.fakes.proof_world import Person

_BASE = "http://localhost:8000"
_MAY_BE_BROKEN = ("GET /readyz",)
"""Says by its status that a part of the product is broken."""
_CHECKS = [
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
_OURS = ("session_id", "memory_id", "sessionId", "userId")


@dataclass
class Fuzzer:
    """Sends what the description allows and what it forbids, with made-up ids and with real ones, keeps the faults."""

    there: WorldThread
    role: Role
    examples: int
    faults: dict[str, str] = field(default_factory=dict[str, str])
    sent: int = 0

    def run(self) -> None:
        """Every operation, each as often as `examples` says for good and for bad requests."""
        app = self.there.world.service.app
        generation = GenerationConfig(with_security_parameters=False, deterministic=True)
        projects = ProjectsConfig(default=ProjectConfig(generation=generation))
        schema = schemathesis.openapi.from_dict(app.openapi(), config=SchemathesisConfig(projects=projects, seed=1))
        self._move_in()
        for found in schema.get_all_operations():
            operation = found.ok()
            for mode in GenerationMode:
                self._try_out(operation, mode)
            if TABLE[operation.label].ends:
                self._move_in()

    def _move_in(self) -> None:
        self.ada: Person = self.there.run(self.there.world.move_in())
        self.client: httpx.AsyncClient = self.there.world.enter(self.role, self.ada, self.ada)

    def _try_out(self, operation: Any, mode: GenerationMode) -> None:
        limits = settings(
            max_examples=self.examples,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        entry = TABLE[operation.label]
        real = {name: self.ada.ids.get(entry.ids.get(name, name)) for name in _names(operation.path)}

        @limits
        @given(
            case=operation.as_strategy(generation_mode=mode),
            with_real=st.booleans(),
        )
        def attempt(case: Any, with_real: bool) -> None:
            if with_real:
                case.path_parameters.update({name: value for name, value in real.items() if value})
                if isinstance(case.body, dict):
                    case.body.update(self._choose_ids(case.body))
            self._send(operation.label, case)

        try:
            attempt()
        except Unsatisfiable:
            if mode is GenerationMode.POSITIVE:
                raise  # what takes nothing can't be asked wrongly, but everything can be asked rightly

    def _choose_ids(self, body: Mapping[str, Any]) -> dict[str, str]:
        known = {**self.ada.ids, "sessionId": self.ada.ids["session_id"], "userId": self.ada.ids["user_id"]}
        return {name: known[name] for name in _OURS if name in body}

    def _send(self, label: str, case: Any) -> None:
        prepared = requests.Request(**_only_request(case.as_transport_kwargs(base_url=_BASE))).prepare()
        headers = {name: value for name, value in prepared.headers.items() if name.lower() != "cookie"}
        answer = self.there.run(self._request(str(prepared.method), str(prepared.url), headers, prepared.body))
        self.sent += 1
        if answer.status_code >= 500 and label not in _MAY_BE_BROKEN:
            self._note(label, answer, "it is the server's fault")
        try:
            case.validate_response(answer, checks=_CHECKS)
        except FailureGroup as group:
            for failure in group.exceptions:
                self._note(label, answer, f"{failure.title}: {failure.message}"[:400])

    async def _request(self, method: str, url: str, headers: dict[str, Any], body: Any) -> httpx.Response:
        content = body.encode() if isinstance(body, str) else body
        async with asyncio.timeout(30):
            return await self.client.request(method, url, headers=headers, content=content)

    def _note(self, label: str, answer: httpx.Response, what: str) -> None:
        self.faults.setdefault(f"{label} → {answer.status_code}: {what.splitlines()[0]}", f"{what} {answer.text[:200]}")


def _names(path: str) -> list[str]:
    return [part[1:-1] for part in path.split("/") if part.startswith("{")]


def _only_request(kwargs: Mapping[str, Any]) -> dict[str, Any]:
    known = ("method", "url", "headers", "files", "data", "params", "auth", "cookies", "json")
    return {name: value for name, value in kwargs.items() if name in known}
