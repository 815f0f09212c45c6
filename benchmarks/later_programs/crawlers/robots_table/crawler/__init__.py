"""Politeness of the crawler."""
