"""What the companion's mind is kept up to date with: news of a session, its rolling summary, and its handing over."""
