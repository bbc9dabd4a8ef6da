"""The FastAPI service: signs people in, opens rooms, keeps every word. The only package with SQL."""
