"""The LiveKit worker: hears, thinks and speaks in a room. `agent.main` wires it."""
