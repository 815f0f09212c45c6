import multiprocessing
import sys

from render import render_pages


def page_numbers(argv):
    return [int(a) for a in argv] or list(range(1, 7))


def main(argv):
    multiprocessing.set_start_method("spawn")
    pages = page_numbers(argv)
    rendered = render_pages(pages)
    for number in pages:
        print(number, rendered[number][:30])
    if len(rendered) == len(pages):
        print("ok")


if __name__ == "__main__":
    main(sys.argv[1:])
