"""How well and how fast the built-in memory finds what was said: an evaluation set of our own, and a clock."""
