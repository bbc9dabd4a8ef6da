"""What the jobs of Telegram are called, and the lanes of a chat in which they wait."""

SEND_PIECE = "telegram.piece"
"""Send one message of a reply."""
SEND_SPEECH = "telegram.speech"
"""Send a reply as a voice note."""
SEND_CHART = "telegram.chart"
"""Send the picture of the chart."""
SAY_LINE = "telegram.line"
"""Send a line of our own that is no reply."""
HEAR_NOTE = "telegram.note"
"""Fetch and understand a voice note."""
ALL = (SEND_PIECE, SEND_SPEECH, SEND_CHART, SAY_LINE, HEAR_NOTE)


def name_sending_lane(chat_id: int) -> str:
    """The lane of what goes to a chat."""
    return f"telegram:{chat_id}"


def name_hearing_lane(chat_id: int) -> str:
    """The lane of the voice notes of a chat."""
    return f"{HEAR_NOTE}:{chat_id}"


def list_lanes(chat_id: int) -> tuple[str, str]:
    """All lanes of a chat."""
    return name_sending_lane(chat_id), name_hearing_lane(chat_id)
