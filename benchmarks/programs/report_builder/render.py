"""Renders pages in worker processes."""
import multiprocessing as mp
import string

mp.set_start_method("spawn")

TEMPLATE = string.Template("<h1>Page $number</h1><p>$body</p>")


def render(number):
    body = " ".join("word%d" % (number * k) for k in range(20))
    return number, TEMPLATE.substitute(number=number, body=body)


def render_pages(numbers, workers=2):
    with mp.Pool(workers) as pool:
        return dict(pool.map(render, numbers))
