"""The command line.  Every public module here but ``main`` is one command."""
