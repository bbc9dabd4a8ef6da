"""What every stand-in needs and may not borrow from the product: time, ids, background tasks, and how a process serves."""
