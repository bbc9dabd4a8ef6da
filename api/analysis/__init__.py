"""What is made of a session when it has ended, and every few minutes while it lasts: events, overview, an update."""
