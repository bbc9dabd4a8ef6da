"""What was said, shown again."""
