"""What an office accepts: waivers, each with a reason and a name, and the baseline of findings that were there before.

A stage between judging and reporting. It never judges: it sorts the findings of a form into those that count, those
that a waiver accepts and those that the baseline has, and says of the two files what is stale in them.
"""
