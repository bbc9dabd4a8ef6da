"""Stand-in for ElevenLabs: the multi-stream WebSocket with alignment, HTTP speech, voices and models."""
