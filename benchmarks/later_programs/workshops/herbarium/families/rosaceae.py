from registry import key


@key("rosaceae")
def determine(traits):
    if "thorns" in traits:
        return "Rubus" if "compound fruit" in traits else "Rosa"
    return "Malus"
