"""A room server for one machine that LiveKit's own clients can't tell from a small LiveKit server."""
