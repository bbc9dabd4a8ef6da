"""Whether each part works, for people and for machines."""
