"""Whether an object crosses to another process, and what keeps it from that."""
