"""Stand-ins for hosted services, known only by their wires. They import nothing of the product."""
