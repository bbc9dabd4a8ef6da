"""A person's account as a whole: taking all of it along, and deleting all of it."""
