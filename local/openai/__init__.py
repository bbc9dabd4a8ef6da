"""Stand-in for OpenAI and whatever speaks its wire: chat, transcriptions, speech, embeddings, models."""
