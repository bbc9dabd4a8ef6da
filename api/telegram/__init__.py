"""Telegram, one more way in and out of the talk: messages go into the one inbox, replies come from the job table."""
