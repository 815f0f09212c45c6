def decide(names, keep_first):
    """The name of the picture that stays."""
    if keep_first:
        return names[0]
    return names[ask("Keep which of %s? [1] " % " / ".join(names)) - 1]


def ask(question):
    answer = input(question).strip()
    return int(answer) if answer else 1
