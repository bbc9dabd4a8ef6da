"""Which test files run one after the other on one worker of pytest-xdist, and which begin first.

Files that share processes of many seconds stay together, so that these are started once; the longest begin first, so
that no worker is left with one of them at the end.
"""

from collections.abc import Iterable

import pytest
from xdist.scheduler import LoadFileScheduling

_TOGETHER = {
    "tests/agent/": "tests/agent",
    "tests/local/openai/": "the rules of local.openai",
    "tests/astra/tools/test_tools_on_the_wire.py": "the rules of local.openai",
    "tests/api/test_after_talk.py": "the rules of local.openai",
    "tests/api/test_learning_standin.py": "the rules of local.openai",
}
_FIRST = (
    "tests/agent/",
    "tests/api/test_proof_fuzz.py",
    "tests/local/openai/",
    "tests/api/test_proof_roles.py",
    "tests/api/test_proof_kills.py",
    "tests/e2e/",
    "tests/launch/test_doctor.py",
    "tests/api/test_telegram_processes.py",
    "tests/api/test_proof_",
    "tests/api/test_responder_",
    "tests/astra/birth/test_birth_speech.py",
    "tests/api/",
)


class FilesTogether(LoadFileScheduling):
    """`--dist loadfile`, with some files taken for one."""

    def _split_scope(self, nodeid: str) -> str:
        return next((name for path, name in _TOGETHER.items() if nodeid.startswith(path)), super()._split_scope(nodeid))


def put_long_first(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """The same tests; those of the long files at the beginning, otherwise as they were."""
    return sorted(items, key=lambda item: _find_rank(item.nodeid))


def _find_rank(nodeid: str) -> int:
    return next((rank for rank, path in enumerate(_FIRST) if nodeid.startswith(path)), len(_FIRST))
