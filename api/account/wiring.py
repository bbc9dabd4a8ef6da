"""What a person does with their account as a whole, wired."""

from dataclasses import dataclass

from api.account.export import AccountExport
from api.account.service import ACCOUNT_GONE, AccountDeletion
from api.auth.wiring import SignInParts
from api.birth.births import Births
from api.db import Database
from api.memory.service import PersonMemory
from api.room.service import Rooms
from api.session.service import Sessions
from api.worker.runner import Handler
from astra.kit.clock import Clock


@dataclass(frozen=True, slots=True)
class AccountParts:
    """Taking everything along, and deleting it; `handlers` are the jobs, by kind."""

    export: AccountExport
    deletion: AccountDeletion
    handlers: dict[str, Handler]


def wire_account(
    database: Database,
    clock: Clock,
    sign_in: SignInParts,
    *,
    sessions: Sessions,
    rooms: Rooms,
    births: Births,
    person_memory: PersonMemory,
) -> AccountParts:
    """Make them."""
    export = AccountExport(database, clock, accounts=sign_in.accounts, births=births, person_memory=person_memory)
    deletion = AccountDeletion(
        database, clock, accounts=sign_in.accounts, local=sign_in.local, sessions=sessions, rooms=rooms
    )
    return AccountParts(export, deletion, {ACCOUNT_GONE: deletion})
