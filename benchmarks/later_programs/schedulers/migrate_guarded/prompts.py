def confirmed(question, default=False):
    """True for y or yes; an empty line means the default."""
    answer = input(question + (" [Y/n] " if default else " [y/N] ")).strip().lower()
    if not answer:
        return default
    return answer in ("y", "yes")
