"""From the model's tokens to words that can be spoken and shown."""
