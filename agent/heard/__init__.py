"""What of a reply was generated, what was sent to speech, and what was heard: three texts, kept apart."""
