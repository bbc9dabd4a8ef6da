"""Provider chains of the voice pipeline: STT, TTS, and the LLM chain in the shape that livekit-agents expects."""
