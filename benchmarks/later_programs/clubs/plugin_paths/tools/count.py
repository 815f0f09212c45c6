TITLE = "word count"


def apply(text):
    return len(text.split())
