"""Family 7: what strangers can do to processes that talk to each other."""
