"""What was said, on its way to the service: first to disk, then in batches over the wire."""
