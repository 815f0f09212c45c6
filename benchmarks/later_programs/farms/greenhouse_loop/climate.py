"""What one bay of the greenhouse does during one phase of the day."""
import os

PROFILES = {
    "day": {"heat": 21.0, "vent": True},
    "night": {"heat": 14.5, "vent": False},
}


def current_profile():
    return PROFILES[os.environ.get("GH_PROFILE", "day")]


def run_bay(bay, inbox):
    prof = current_profile()
    target = prof["heat"] + 0.5 * bay
    inbox.put((bay, target, prof["vent"]))
