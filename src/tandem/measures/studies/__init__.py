"""Studies: what changed, for whom, and did it do anything. A plan is written, stamped with its data, run, and read.

The stamp comes before the result: question, design, outcome and comparison stand under a hash, and the data lie in a
file of their own under another. A run reads that file and nothing else. Whoever changes the plan afterwards makes a new
edition, which says what changed and whether the result had been seen (docs/evaluation.md).
"""
