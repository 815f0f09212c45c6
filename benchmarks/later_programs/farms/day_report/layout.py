def render(number, rows):
    head = "page %d" % number
    body = ["%-8s %6.1f" % row for row in rows]
    return "\n".join([head] + body)
