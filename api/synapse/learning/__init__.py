"""What is learned from talks: facts with receipts, settled from verified claims, and loops that open and close.

A derived layer: all of it but the person's own corrections can be thrown away and read out of the transcripts again.
"""
