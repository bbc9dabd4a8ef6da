"""A session's title, until somebody gives it a better one."""

_MAX_CHARS = 60


def make_title(first_text: str | None) -> str | None:
    """The first words that the person said, cut at a word; None while they have said nothing."""
    words = " ".join((first_text or "").split())
    if not words:
        return None
    if len(words) <= _MAX_CHARS:
        return words
    cut = words[:_MAX_CHARS].rsplit(" ", 1)[0]
    return cut.rstrip(" ,;:-") + "…"
