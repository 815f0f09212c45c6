"""Count words in generated chapters with two reader processes."""
from census import Census, ChapterReader


def main():
    census = Census([ChapterReader("part %d" % n, chapters=40) for n in range(2)])
    words = census.run()
    assert len(words) == 2 * 40, len(words)
    assert all(len(chapter) == 3000 for chapter in words.values())
    print("chapters:", len(words))
    print("ok")


if __name__ == "__main__":
    main()
