"""The engines behind the stand-ins: a recogniser, a synthesiser, a talker made of rules. None needs a network."""
