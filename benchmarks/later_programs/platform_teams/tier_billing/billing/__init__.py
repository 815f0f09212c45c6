"""Usage based billing."""
