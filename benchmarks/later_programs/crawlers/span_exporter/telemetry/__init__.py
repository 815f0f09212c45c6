"""Spans and samples, kept in files of each process."""
