"""Programs of unknown manners run in children of ours, within limits, and leave nothing behind."""
