"""Rules on libraries: what starts their processes, and what these need."""
