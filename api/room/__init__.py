"""Rooms on the room server: made, looked at, closed, and the tokens that open them."""
