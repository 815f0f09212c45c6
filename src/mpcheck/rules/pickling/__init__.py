"""MP2xx: what can be pickled and what cannot."""
