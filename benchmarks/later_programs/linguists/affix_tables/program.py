import tables

QUESTIONS = [("undoing", True), ("reloader", True), ("unwisely", True), ("wiseing", False)]


def main():
    for stem, forms in tables.paradigms().items():
        print(f"{stem}: {' '.join(forms)}")
    verdicts = [(w, w in tables.FORMS) for w, _ in QUESTIONS]
    for word, known in verdicts:
        print(f"{word:<10}{'attested' if known else '*'}")
    if verdicts == QUESTIONS:
        print("ok")


if __name__ == "__main__":
    main()
