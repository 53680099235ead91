"""What perflint costs, in time and memory, beside what a user would otherwise wait for.

`python -m benchmarks` (or `make bench`) prints one table; ratios hold on any machine, absolute times do not.
"""
