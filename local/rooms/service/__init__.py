"""The Twirp calls that livekit-api makes, and the webhooks that are sent back."""
