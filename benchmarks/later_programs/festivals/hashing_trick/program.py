"""Which document is a query most like?"""

from index import Index

DOCUMENTS = [
    "ridge regression shrinks coefficients",
    "random forests average many trees",
    "boosting adds trees one by one",
]


def main():
    index = Index().build(DOCUMENTS)
    for number, document in enumerate(DOCUMENTS):
        best, score = index.nearest(document)
        if best != number or score < 0.99:
            print(f"document {number} is not like itself: {score:.2f}")
            break
    else:
        print("ok")


if __name__ == "__main__":
    main()
