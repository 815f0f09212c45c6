"""May this agent fetch that path?  A lookup service over the compiled robots.txt files."""
import sys


def ask(agent, paths):
    from crawler.robots import TABLE

    return [(host, path, TABLE.allows(host, agent, path)) for host, path in paths]


def main():
    questions = [
        ("news.example", "/today"),
        ("news.example", "/drafts/1"),
        ("shop.example", "/cart/4"),
        ("wiki.example", "/wiki/Python"),
    ]
    answers = ask("samplebot", questions)
    for host, path, allowed in answers:
        print(f"{host}{path}: {'yes' if allowed else 'no'}")
    print("ok" if [allowed for *_, allowed in answers] == [True, False, False, True] else "unexpected answers")
    return 0


if __name__ == "__main__":
    sys.exit(main())
