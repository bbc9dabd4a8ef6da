"""Agent workers, their jobs, and which room asks for which agent."""
