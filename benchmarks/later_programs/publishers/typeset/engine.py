from errors import EmptyDocument, UnknownCommand

COMMANDS = {
    ".title": lambda rest: rest.upper(),
    ".para": lambda rest: "    " + rest,
    ".rule": lambda rest: "-" * 20,
}


def typeset(job):
    name, text = job
    lines = text.splitlines()
    if not lines:
        raise EmptyDocument(name)
    output = []
    for number, line in enumerate(lines, start=1):
        command, _, rest = line.partition(" ")
        if command not in COMMANDS:
            raise UnknownCommand(name, number, command)
        output.append(COMMANDS[command](rest))
    return name, "\n".join(output)
