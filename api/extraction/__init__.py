"""What learning and analysis share: how a transcript is put to a model, and how far its answer is believed."""
