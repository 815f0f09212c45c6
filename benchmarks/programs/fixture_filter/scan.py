from rules import is_excluded


def scan(path):
    folder, _, _ = path.partition("/")
    return path, not is_excluded(folder)
