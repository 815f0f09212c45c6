"""Rules on state that processes share, or only seem to share."""
