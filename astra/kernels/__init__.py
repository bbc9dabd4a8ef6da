"""Prompt files become checked, hashed, frozen kernels."""
