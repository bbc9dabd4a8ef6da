"""Going on with a conversation on another device: a link that works once, and only for the person who made it."""
