from stages import Line


def edit(piece):
    return str(piece).replace("teh", "the").strip()


def compose(piece):
    return f"{piece:.<30}"


COPY = ["teh first line ", " teh second line", "and teh last"]

if __name__ == "__main__":
    pages = []
    with Line(edit, compose) as line:
        line.feed(COPY)
        for page in line.output():
            pages.append(page)
            print(page)
            if len(pages) > 20:
                break
    print("ok" if len(pages) == 3 else "too many pages")
