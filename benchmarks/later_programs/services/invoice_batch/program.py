"""Renders a month of invoices and checks the size of the batch."""
from __future__ import annotations

import sys

from fleet import RenderFleet
from layout import render_page

MONTH = range(202401, 202413)
LINES = 1500


def main() -> int:
    fleet = RenderFleet(size=2)
    pages = fleet.launch(MONTH, LINES).finish()
    total = sum(len(page) for page in pages.values())
    expected = sum(len(render_page(n, LINES)) for n in MONTH)
    print(f"rendered {len(pages)} invoices, {total} characters")
    print("ok" if total == expected else "wrong")
    return 0


if __name__ == "__main__":
    sys.exit(main())
