"""Who speaks: audio levels over short windows, as the clients' `active speakers` expect them.

Levels come in dBov below full scale (0 loudest, 127 silence; RFC 6464), one a packet.
"""

from collections.abc import Iterable, Mapping

from livekit.protocol import models

from local.rooms.media.rtp import SILENCE_DBOV

SPEAKING_DBOV = 35
_LOUD_SHARE = 0.3
_STEPS = 8


class LevelMeter:
    """Levels of one track since the last reading."""

    def __init__(self) -> None:
        self._packets = 0
        self._loud = 0
        self._loudest = SILENCE_DBOV

    def observe(self, level_dbov: int) -> None:
        """A packet with this level went through."""
        self._packets += 1
        if level_dbov <= SPEAKING_DBOV:
            self._loud += 1
            self._loudest = min(self._loudest, level_dbov)

    def read(self) -> float:
        """The linear level, 0 (silent) … 1, of the window that ends now; a new one begins."""
        speaking = self._packets > 0 and self._loud / self._packets >= _LOUD_SHARE
        level = 10 ** (-self._loudest / 20) if speaking else 0.0
        self._packets = self._loud = 0
        self._loudest = SILENCE_DBOV
        return level


class ActiveSpeakers:
    """Turns levels into the changes that a room is told about; someone falls silent after two quiet windows."""

    def __init__(self) -> None:
        self._levels: dict[str, float] = {}
        self._quiet: set[str] = set()

    def update(self, levels: Iterable[tuple[str, float]]) -> list[models.SpeakerInfo]:
        """Levels by participant sid → who started, changed or stopped."""
        measured = dict(levels)
        changes: list[models.SpeakerInfo] = []
        for sid in measured.keys() | self._levels.keys():
            level = self._smooth(sid, measured)
            if level == self._levels.get(sid, 0.0):
                continue
            if level:
                self._levels[sid] = level
            else:
                self._levels.pop(sid, None)
            changes.append(models.SpeakerInfo(sid=sid, level=level, active=level > 0))
        return changes

    def current(self) -> list[models.SpeakerInfo]:
        """Who speaks now, for somebody who has just come in."""
        return [models.SpeakerInfo(sid=sid, level=level, active=True) for sid, level in self._levels.items()]

    def _smooth(self, sid: str, measured: Mapping[str, float]) -> float:
        level = measured.get(sid)
        if level is None:
            self._quiet.discard(sid)
            return 0.0
        if level:
            self._quiet.discard(sid)
            return max(1, round(level * _STEPS)) / _STEPS
        if sid in self._levels and sid not in self._quiet:
            self._quiet.add(sid)
            return self._levels[sid]
        self._quiet.discard(sid)
        return 0.0
