"""When a person's turn is over: what the words say of it, and how long a silence must be."""
