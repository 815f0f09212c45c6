EXCLUDED = set()


def exclude(folder):
    EXCLUDED.add(folder)


def is_excluded(folder):
    return folder in EXCLUDED
