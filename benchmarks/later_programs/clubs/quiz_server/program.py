"""Host a pub quiz."""
import argparse

from quiz import Quiz


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", default="en")
    options = parser.parse_args(argv)
    quiz = Quiz(language=options.language)
    rounds = [quiz.round(topic) for topic in ("rivers", "films")]
    status = quiz.close()
    print(*rounds, sep="\n")
    if rounds == ["rivers (nl)", "films (nl)"] and status == 0:
        print("ok")


if __name__ == "__main__":
    main(["--language", "nl"])
