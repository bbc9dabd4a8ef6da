"""Starts the whole product on one machine, stops it, and says what is broken."""
