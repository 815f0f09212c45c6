"""A small property-test suite: state holds the options of a run, cases holds what is run."""
