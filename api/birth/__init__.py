"""Birth details: pinned piece by piece, from the profile form or from what was said, each with where it came from."""
