import hashlib
from typing import NamedTuple


class Login(NamedTuple):
    name: str
    password: str


def derive(login: Login) -> str:
    salt = hashlib.sha256(login.name.encode()).digest()
    return hashlib.pbkdf2_hmac("sha256", login.password.encode(), salt, 2000).hex()
