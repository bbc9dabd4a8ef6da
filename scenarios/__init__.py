"""Conversations as YAML files that run through a real room: a test of Astra, and a tool for tuning personas."""
