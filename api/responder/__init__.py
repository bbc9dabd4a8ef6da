"""Talking by text: messages come in, wait in the outbox for a responder, and are answered once."""
