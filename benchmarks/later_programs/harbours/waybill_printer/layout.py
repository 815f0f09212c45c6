def lay_out(number, cargo, width=40):
    lines = [number.center(width), "-" * width]
    for position, item in enumerate(cargo, 1):
        lines.append(f"{position:>3}. {item}")
    lines.append("-" * width)
    return "\n".join(lines) + "\n"
