"""E-mail addresses: what counts as one, and the form in which two of them are compared."""

import re
import unicodedata

_MAX_CHARS = 254
_MAX_LOCAL_CHARS = 64
_LOCAL = re.compile(r"""[^\s@"(),:;<>\[\]\\]+""")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])")


def normalise_email(given: str) -> str:
    """The address in the one form that is stored and compared: composed, lower case, its domain as it is looked up.

    Raises `ValueError`, which repeats nothing of what was given, for what can't be an address on the Internet.
    """
    text = unicodedata.normalize("NFKC", given).strip().lower()
    local, at, domain = text.rpartition("@")
    try:
        host = domain.encode("idna").decode("ascii")
    except UnicodeError:
        host = ""
    whole = f"{local}@{host}"
    fits = bool(at) and len(local) <= _MAX_LOCAL_CHARS and len(whole) <= _MAX_CHARS
    dots = local.startswith(".") or local.endswith(".") or ".." in local
    if not fits or dots or not _is_printable(local) or not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(host):
        raise ValueError("must be an e-mail address, such as name@example.org")
    return whole


def _is_printable(text: str) -> bool:
    return all(not unicodedata.category(char).startswith("C") for char in text)
