import threading

from vault import DocumentVault


def main():
    vault = DocumentVault(salt="2026")
    threads = [threading.Thread(target=vault.add, args=(f"doc{i}",)) for i in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seals = vault.seal_all()
    assert seals == {name: vault.seal(name) for name in vault.names}
    assert len(set(seals.values())) == 6
    print("ok")


if __name__ == "__main__":
    main()
