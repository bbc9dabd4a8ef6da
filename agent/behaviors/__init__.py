"""What a session does by itself, one behaviour a file."""
