MESSAGES = [
    "hi all, is the raid still on at eight?",
    "join the best casino on the net",
    "you absolute muppet, that was my loot",
    "no sign of the wombat today",
    "muppet! MUPPET!",
    "cheap gold, best goldshop, ask me",
]
