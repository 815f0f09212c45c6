"""Tell me which things in the shops are cheaper than my limit."""
import argparse
import multiprocessing as mp
import re

from money import pretty, to_cents
from shop_pages import PAGES

ROW = re.compile(r'<li data-sku="(\w+)">(.+?) <b>(.+?)</b>')


def is_bargain(cents):
    return cents <= opts.limit * 100


def scan(shop):
    hits = []
    for sku, title, price in ROW.findall(PAGES[shop]):
        cents = to_cents(price)
        if is_bargain(cents):
            hits.append((cents, title, shop + "/" + sku))
    return hits


def watch(ctx, shops, jobs):
    found = []
    with ctx.Pool(processes=jobs) as pool:
        for part in pool.imap(scan, shops):
            found.extend(part)
    found.sort()
    return found


def command_line(argv=None):
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("shops", nargs="*", default=sorted(PAGES))
    ap.add_argument("-l", "--limit", type=int, default=20, help="in whole euros")
    ap.add_argument("-j", "--jobs", type=int, default=2)
    ap.add_argument("--method", default=None, help="how processes are started")
    return ap.parse_args(argv)


if __name__ == "__main__":
    opts = command_line()
    context = mp.get_context(opts.method)
    for cents, title, where in watch(context, opts.shops, opts.jobs):
        print("%12s  %-20s %s" % (pretty(cents), title, where))
