"""Whether a person asks for a reading, in English or Hinglish."""


def wants_reading(text: str) -> bool:
    """Whether `text` asks for a chart or a reading from it."""
    _ = text
    return False
