"""The built-in memory service: transcripts that can be searched without a model, and what is learned from them."""
