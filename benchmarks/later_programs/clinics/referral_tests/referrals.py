"""Which department a referral belongs to, and a notice to it."""

from multiprocessing import Pool

KEYWORDS = {"knee": "orthopaedics", "heart": "cardiology", "skin": "dermatology"}


def notify(department, count):
    raise OSError("no mail server in this building")


def department(text):
    for word, name in KEYWORDS.items():
        if word in text.lower():
            return name
    return "general medicine"


def sort_out(texts, processes=2):
    """Sort referrals in worker processes, tell the departments about them from here."""
    with Pool(processes) as pool:
        names = pool.map(department, texts)
    for name in sorted(set(names)):
        notify(name, names.count(name))
    return names
