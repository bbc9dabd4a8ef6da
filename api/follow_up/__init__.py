"""Asking again, once and only where that is wanted, about what somebody has left open."""
