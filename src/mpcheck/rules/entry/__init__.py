"""MP1xx: the entry point and what runs at import time."""
