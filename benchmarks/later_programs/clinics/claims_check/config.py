"""Settings of the claims check. The command line may change them."""

year = 2020
max_amount = 100
strict = False
