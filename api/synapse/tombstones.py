"""The marks that forgotten turns leave: keyed hashes, which tell nothing to whom they are shown without the key."""

import hashlib
import hmac

from api.synapse.language.words import split_words


def mark_session(key: str, session_id: str) -> str:
    """The mark of a whole session."""
    return _hash(key, "session", session_id)


def mark_turn(key: str, session_id: str, turn_id: str) -> str:
    """The mark of a turn by its id."""
    return _hash(key, "turn", session_id, turn_id)


def mark_text(key: str, session_id: str, text: str) -> str:
    """The mark of what was said, whatever its spacing, case and punctuation, wherever in its session it stands."""
    return _hash(key, "text", session_id, " ".join(split_words(text)) or text)


def _hash(key: str, *parts: str) -> str:
    message = "\x00".join(parts).encode("utf-8", "surrogatepass")
    return hmac.new(bytes.fromhex(key), message, hashlib.sha256).hexdigest()
