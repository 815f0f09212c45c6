"""linkaudit: look for dead links in a tree of pages."""
import argparse
import logging

from channels import ResultChannel
from launcher import Launcher

PAGES = {
    "index.html": ["/about", "/contact", "/old"],
    "about.html": ["/", "/team", "/old"],
    "team.html": ["/about"],
}
KNOWN = {"/", "/about", "/contact", "/team"}


def check_page(page, links, results):
    for link in links:
        results.put((page, link, 200 if link in KNOWN else 404))
    results.put(None)


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args(argv)
    logging.basicConfig(level=logging.DEBUG if options.verbose else logging.WARNING)

    channel = ResultChannel(writers=len(PAGES))
    with Launcher() as launcher:
        for page, links in PAGES.items():
            launcher.launch(check_page, page, links, channel.queue)
        dead = sorted(finding.page for finding in channel if finding.status == 404)
    for page in dead:
        print("dead link in", page)
    print("ok" if dead == ["about.html", "index.html"] else "unexpected findings")


if __name__ == "__main__":
    main()
