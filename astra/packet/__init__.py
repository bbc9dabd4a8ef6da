"""The context packet: ordered blocks that make what the model is sent."""
