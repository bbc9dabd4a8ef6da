"""Counts what arrives from one publisher: losses and jitter as RFC 3550 (appendix A.3, A.8) defines them."""

from local.rooms.media.rtcp import ReportBlock, SenderReport

AUDIO_CLOCK_HZ = 48_000
_WRAP = 1 << 16


class Reception:
    """One source's statistics; `observe` a packet, `report` about once a second."""

    def __init__(self, ssrc: int) -> None:
        self.ssrc = ssrc
        self._base: int | None = None
        self._highest = 0
        self._received = 0
        self._expected_before = 0
        self._received_before = 0
        self._jitter = 0.0
        self._transit: float | None = None
        self._report_ntp = 0
        self._report_at_s: float | None = None

    def observe(self, sequence: int, timestamp: int, now_s: float) -> None:
        """A packet arrived at the monotonic time `now_s`."""
        if self._base is None:
            self._base = self._highest = sequence
        else:
            step = (sequence - self._highest) % _WRAP
            if 0 < step < _WRAP // 2:
                self._highest += step
        self._received += 1
        transit = now_s * AUDIO_CLOCK_HZ - timestamp
        if self._transit is not None:
            change = abs(transit - self._transit)
            if change < AUDIO_CLOCK_HZ * 2:
                self._jitter += (change - self._jitter) / 16
        self._transit = transit

    def observe_report(self, report: SenderReport, now_s: float) -> None:
        """A sender report arrived: the next report quotes it, so that the publisher can compute its round trip."""
        self._report_ntp = report.ntp_middle
        self._report_at_s = now_s

    def report(self, now_s: float) -> ReportBlock | None:
        """What happened since the last report; None before the first packet."""
        if self._base is None:
            return None
        expected = self._highest - self._base + 1
        expected_now = expected - self._expected_before
        lost_now = expected_now - (self._received - self._received_before)
        self._expected_before, self._received_before = expected, self._received
        fraction = min(255, (lost_now << 8) // expected_now) if expected_now > 0 and lost_now > 0 else 0
        delay = int((now_s - self._report_at_s) * 65_536) if self._report_at_s is not None else 0
        return ReportBlock(
            self.ssrc, fraction, expected - self._received, self._highest, int(self._jitter), self._report_ntp, delay
        )
