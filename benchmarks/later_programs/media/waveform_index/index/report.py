def overview(rows):
    for name, row in sorted(rows.items()):
        yield "  ".join([
            name,
            f"peak {max(row['peaks']):.2f}",
            f"rms {max(row['rms']):.2f}",
            f"crossings {sum(row['crossings'])}",
        ])
