"""What every stand-in needs and may not borrow from the product: time, ids, tasks, and how to serve."""
