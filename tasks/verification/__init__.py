"""Run the programs that rules carry and compare what they do with what the rules claim."""
