"""One file a block; each is a pure function of the turn and the session's state."""
