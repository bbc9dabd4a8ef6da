"""The LLM provider chain."""
