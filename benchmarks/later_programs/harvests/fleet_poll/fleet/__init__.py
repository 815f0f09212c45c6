"""Polls a fleet of controllers and says which of them are late."""
