"""`POST /api/chat`: the same mind as in the room, for a message that was typed or recorded."""
