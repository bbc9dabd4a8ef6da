"""The person's side of memory: what is kept at all, and what they see, correct, pin, and have forgotten."""
