"""`make mutants`: small changes of meaning in the code, each held against the tests that reach its line.

`changes` finds them (mutmut's operators), `reach` records which test runs which line, `nursery` runs the tests on one
change after another in a copy of the tree, `__main__` draws the sample, gathers and prints. What is known is kept in
`.mutants/`, so that a run may be broken off and the next one goes on. `survivors.toml` lists what may stay, and why.
"""
