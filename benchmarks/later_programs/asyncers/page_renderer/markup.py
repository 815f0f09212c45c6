import html
import re

_EMPHASIS = re.compile(r"\*(\w[^*]*)\*")
_HEADING = re.compile(r"^(#{1,3})\s+(.*)$")


def to_html(source: str) -> str:
    out = []
    for block in filter(None, (b.strip() for b in source.split("\n\n"))):
        heading = _HEADING.match(block)
        if heading:
            level = len(heading.group(1))
            out.append(f"<h{level}>{html.escape(heading.group(2))}</h{level}>")
        else:
            out.append("<p>" + _EMPHASIS.sub(r"<em>\1</em>", html.escape(block)) + "</p>")
    return "\n".join(out)
