"""Learning from talks by rules: what people plainly say of their lives, found in a transcript and quoted to the letter.

It knows a task by the prompt that it is sent and nothing of who sends it.
"""
