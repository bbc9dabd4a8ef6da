"""Misbehaviour on demand: what real providers do on a bad day, so that tests can ask for it."""
