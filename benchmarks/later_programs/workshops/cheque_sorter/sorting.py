from errors import Unreadable, WrongBank

OURS = "20"


def sort(number):
    for position, character in enumerate(number):
        if not character.isdigit():
            raise Unreadable(number, position)
    if not number.startswith(OURS):
        raise WrongBank(number, bank=number[:2])
    return int(number[2:]) % 4
