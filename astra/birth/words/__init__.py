"""The words that birth details are told in, English and Hinglish, and the marks that the parsers read."""
