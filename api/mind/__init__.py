"""What the companion's mind is kept up to date with, session by session: news, the rolling summary, the handing over."""
