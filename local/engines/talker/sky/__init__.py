"""The talker's astrology: what of the prompt is a chart, what its symbols mean, and how a reading is put into words."""
