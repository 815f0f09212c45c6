"""Defaults; program.py adds what the chosen language needs."""
STOPWORDS = {"a", "an", "the"}
MINIMUM_LENGTH = 3
