# How likely is it that the attacker wins everything in one roll?
# (we argued about this the whole evening)
from concurrent.futures import ProcessPoolExecutor

from rolls import estimate

pairs = []
for attackers in (1, 2, 3):
    for defenders in (1, 2):
        pairs.append((attackers, defenders))

print("attackers  defenders  odds")

with ProcessPoolExecutor(max_workers=2) as executor:
    results = list(executor.map(estimate, pairs))

best = None
for attackers, defenders, odds in results:
    print(f"{attackers:9}  {defenders:9}  {odds:.1%}")
    if best is None or odds > best[2]:
        best = (attackers, defenders, odds)

print("best to attack with", best[0], "against", best[1])
assert best[:2] == (3, 1)
print("ok")
