"""Who is asking: guests and accounts, and the cookie that proves it."""
