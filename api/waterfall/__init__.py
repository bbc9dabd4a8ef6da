"""Where the time of spoken turns goes: kept beside each reply, shown to its person, and summed up for an operator."""
