"""What a check found, and the counts of a reply. Holds no words of the reply, so that it can be logged."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What became of one claim."""

    SUPPORTED = "supported"
    REPAIRED = "repaired"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim that was checked: `kind` such as `sign`, `house`, `aspect`, `dasha`, `retrograde`, `phase`."""

    kind: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence after its check: `text` is empty where it was dropped, the same as before where nothing was wrong."""

    text: str
    findings: tuple[Finding, ...] = ()

    @property
    def was_dropped(self) -> bool:
        """Whether the sentence is not to be said."""
        return any(finding.verdict is Verdict.DROPPED for finding in self.findings)


@dataclass(frozen=True, slots=True)
class ClaimReport:
    """Counts over one reply: claims looked at, claims put right, sentences left out."""

    checked: int = 0
    repaired: int = 0
    dropped: int = 0

    def with_sentence(self, checked: Checked) -> "ClaimReport":
        """These counts and those of one more sentence."""
        repaired = sum(finding.verdict is Verdict.REPAIRED for finding in checked.findings)
        return ClaimReport(
            self.checked + len(checked.findings), self.repaired + repaired, self.dropped + checked.was_dropped
        )
