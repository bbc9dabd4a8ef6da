"""No astrological sentence that the sky does not support: replies are read sentence by sentence before they go out.

    checker = open_checker(chart, now=clock.now, zone="Asia/Kolkata", nothing_left="…")     one for each reply
    async for piece in check_stream(pieces, checker): ...                                    the reply, checked
    checker.report                                                                           what was counted
    checker.check_sentence("Your Moon is in Leo.")                                           one sentence: `Checked`

`chart` is None while the person has none. Synchronous apart from the stream, no I/O, a few milliseconds a sentence at
most. Sentences without a word of the sky pass through untouched and without delay.
"""

from astra.claims.checker import ClaimChecker, open_checker
from astra.claims.report import Checked, ClaimReport, Finding, Verdict
from astra.claims.stream import check_stream

__all__ = ["Checked", "ClaimChecker", "ClaimReport", "Finding", "Verdict", "check_stream", "open_checker"]
