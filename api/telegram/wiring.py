"""Telegram, wired: off without a token; with one, updates come in and what is put out for it is sent."""

import asyncio
import contextlib
from collections.abc import Mapping
from typing import Any

from api.chart.service import Charts
from api.chat.speech import Speech, SpeechSettings
from api.db import Database
from api.loops import repeat
from api.rates import Rates
from api.responder.commands import PlatformSettings
from api.responder.inbox import Inbox
from api.responder.outlets import Outlet, Platform
from api.session.opening import Openings
from api.settings import Settings
from api.telegram.accounts import Accounts
from api.telegram.job_names import HEAR_NOTE
from api.telegram.listening import Listening, derive_secret
from api.telegram.notes import Notes
from api.telegram.outlet import TelegramOutlet
from api.telegram.picture import Pictures
from api.telegram.preferences import Preferences
from api.telegram.reception import Reception
from api.telegram.sending import Sending
from api.telegram.traces import drop_finished
from api.telegram.wire import TelegramWire
from api.worker.runner import JobRunner
from astra.kernels.kernels import Kernels
from astra.kit.clock import Clock
from astra.kit.ids import new_id
from astra.kit.tasks import TaskGroup

_SENDERS = 3
_LOOK_EVERY_S = 1.0
"""How often to look for what other processes put out, or what was put off."""
_SWEEP_EVERY_S = 3600.0
_STOP_WITHIN_S = 3.0
"""What is being sent when the service stops is finished first, if it does not take longer."""


class Telegram:
    """One bot, or none. `attach` hands it the inbox, which needs what goes out of here first."""

    def __init__(
        self,
        settings: Settings,
        db: Database,
        clock: Clock,
        kernels: Kernels,
        speech: SpeechSettings,
        *,
        charts: Charts,
    ) -> None:
        token = settings.telegram_bot_token.get_secret_value()
        self.is_on = bool(token)
        self.secret = derive_secret(settings.service_token.get_secret_value(), token) if token else ""
        """What Telegram proves itself with; empty without a bot."""
        self.accounts = Accounts(db, clock)
        self._settings = settings
        self._db = db
        self._clock = clock
        self._speech = Speech(speech)
        self._to_send = asyncio.Event()
        self._wire = TelegramWire(token, settings.telegram_api_url) if token else None
        self._reception: Reception | None = None
        self._runners: list[JobRunner] = []
        self._is_stopping = False
        self._listening: Listening | None = None
        self._outlet: TelegramOutlet | None = None
        self._sending: Sending | None = None
        if self._wire is not None:
            self._outlet = TelegramOutlet(db, clock, self.accounts, self._wire, to_send=self._to_send)
            self._sending = Sending(
                db,
                clock,
                self.accounts,
                self._wire,
                outlet=self._outlet,
                kernels=kernels,
                speech=self._speech,
                pictures=Pictures(charts),
            )

    @property
    def outlets(self) -> Mapping[Platform, Outlet]:
        """Where replies go out."""
        return {} if self._outlet is None else {Platform.TELEGRAM: self._outlet}

    @property
    def platform_settings(self) -> Mapping[Platform, PlatformSettings]:
        """What can be set there."""
        return {Platform.TELEGRAM: Preferences(self.accounts)}

    @property
    def bot_name(self) -> str | None:
        """What the bot is called, once it is known."""
        return None if self._wire is None else self._wire.name

    def attach(self, inbox: Inbox, openings: Openings, rates: Rates) -> None:
        """Where messages go in."""
        if self._wire is None or self._sending is None:
            return
        self._reception = Reception(
            self._db,
            self._clock,
            self.accounts,
            inbox=inbox,
            openings=openings,
            rates=rates,
            to_send=self._to_send,
        )
        notes = Notes(self._db, self._clock, self.accounts, self._wire, speech=self._speech, reception=self._reception)
        handlers = {**self._sending.handlers, HEAR_NOTE: notes.hear}
        self._runners = [JobRunner(self._db, self._clock, handlers, holder=str(new_id())) for _ in range(_SENDERS)]
        self._listening = Listening(
            self._wire,
            self._reception,
            webhook_url=self._settings.telegram_webhook_url,
            secret=self.secret,
            pause_s=self._settings.telegram_pause_s,
        )

    async def take(self, body: dict[str, Any]) -> bool:
        """Take in what a webhook brought; False for what is no update."""
        if self._wire is None or self._reception is None:
            return False
        update = self._wire.read_update(body)
        if update is None:
            return False
        await self._reception.take(update)
        return True

    async def serve(self) -> None:
        """Listen and send until cancelled; without a bot there is nothing to do."""
        if self._listening is None:
            return
        tasks = TaskGroup()
        sending = [tasks.spawn(self._send(one), name="telegram.sending") for one in self._runners]
        tasks.spawn(repeat(self.sweep, name="telegram.sweep", every_s=_SWEEP_EVERY_S), name="telegram.sweep")
        try:
            await self._listening.serve()
            await asyncio.wait(sending, return_when=asyncio.FIRST_EXCEPTION)
        finally:
            self._is_stopping = True
            self._to_send.set()
            await asyncio.wait(sending, timeout=_STOP_WITHIN_S)
            await tasks.aclose()

    async def sweep(self) -> None:
        """Delete what was sent and heard so long ago that nobody asks for it again."""
        async with self._db.write() as db:
            await drop_finished(db, now=self._clock.now())

    async def aclose(self) -> None:
        """Close the connections."""
        if self._wire is not None:
            await self._wire.aclose()

    async def _send(self, runner: JobRunner) -> None:
        while not self._is_stopping:
            self._to_send.clear()
            await runner.run_until(lambda: self._is_stopping)
            if self._is_stopping:
                return
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_EVERY_S):
                    await self._to_send.wait()
