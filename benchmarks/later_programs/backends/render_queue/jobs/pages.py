from . import limits

PAGE_LENGTH = 20


def paginate(lines):
    for start in range(0, len(lines), PAGE_LENGTH):
        yield lines[start:start + PAGE_LENGTH]


def render(document):
    limits.check(document)
    sheets = ["\n".join(page).upper() for page in paginate(document.lines)]
    return document.key, len(sheets)
