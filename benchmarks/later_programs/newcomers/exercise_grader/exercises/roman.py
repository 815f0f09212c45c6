CASES = {1: "I", 4: "IV", 9: "IX", 14: "XIV"}


def check(answer):
    return sum(answer(number) == roman for number, roman in CASES.items()) / len(CASES)


def model(number):
    text = ""
    for value, sign in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            text, number = text + sign, number - value
    return text
