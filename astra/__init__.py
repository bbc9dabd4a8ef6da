"""The mind that voice and text share: contracts, prompts, packet, LLM chain. No FastAPI, no SQL, no rooms."""
