"""The one way a prompt file is refused."""


class KernelError(Exception):
    """A prompt file can't be used; `file` is its path under `prompts/`, `reason` says what to change."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason
