"""The talker: a companion made of rules. It answers from what it is sent, and says what it does not know."""
