"""The library of scenarios: what is shipped, what a program wrote itself, and which edition of each is in force."""
