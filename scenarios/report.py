"""What came of a run: a line a step, and for what went wrong what was expected and what there was."""

from dataclasses import dataclass, field
from pathlib import Path

from scenarios.sound import Sound


class Mismatch(Exception):  # noqa: N818  an expectation that was not met is a finding, no error of the program
    """A step found something else than it expected."""

    def __init__(self, expected: str, got: str) -> None:
        super().__init__(f"expected {expected}; got {got}")
        self.expected, self.got = expected, got


@dataclass(frozen=True, slots=True)
class StepResult:
    """One step that ran."""

    where: str
    verb: str
    who: str
    took_s: float
    noted: str = ""
    """What was heard, seen or found, in short."""
    expected: str | None = None
    got: str | None = None

    @property
    def ok(self) -> bool:
        """Whether it went as the file says."""
        return self.expected is None


@dataclass
class Report:
    """One scenario's run. `sounds` is all that each person heard."""

    name: str
    path: Path
    results: list[StepResult] = field(default_factory=list[StepResult])
    sounds: dict[str, Sound] = field(default_factory=dict[str, Sound])

    @property
    def ok(self) -> bool:
        """Whether every step went as the file says."""
        return all(result.ok for result in self.results)

    def render(self) -> str:
        """For people."""
        lines = [f"{'ok  ' if self.ok else 'FAIL'}  {self.name}  ({self.path})"]
        for result in self.results:
            mark = "ok  " if result.ok else "FAIL"
            lines.append(
                f"  {mark}  {result.where:<9} {result.who} {result.verb:<10} {result.took_s:5.1f} s  {result.noted}"
            )
            if not result.ok:
                lines += [f"          expected: {result.expected}", f"          got:      {result.got}"]
        return "\n".join(lines)
