"""Rules on what a forked process inherits: threads, locks, connections, open files."""
