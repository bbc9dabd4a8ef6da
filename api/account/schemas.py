"""What an account is deleted with, and the parts of what is taken along."""

from typing import Literal

from api.auth.schemas import GivenPassword
from astra.contracts.base import Wire

EXPORT_VERSION = 1


class DeleteRequest(Wire):
    """`DELETE /api/account`: the password where there is one, else the word `delete`."""

    password: GivenPassword | None = None
    confirm: Literal["delete"] | None = None
