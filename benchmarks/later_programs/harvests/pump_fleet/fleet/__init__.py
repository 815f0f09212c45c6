"""Checks a fleet of pumps against limits that operators may override."""
