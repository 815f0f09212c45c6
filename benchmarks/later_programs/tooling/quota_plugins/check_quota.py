"""Quota of a home folder."""
TITLE = "quota"


def evaluate(sample):
    used, limit = sample
    share = used / limit
    return "critical" if share > 0.95 else "warning" if share > 0.8 else "fine"
