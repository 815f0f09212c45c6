"""shelfkit: measure what stands on a shelf."""
