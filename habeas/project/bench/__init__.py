"""Measures of speed, each a ratio to a limit taken in the same run.

A figure in seconds says as much of the machine as of the program; the ratio
to what the same machine does at best says something of the program.
"""

from habeas.project.bench.measure import BENCHES, Measure, measures

__all__ = ["BENCHES", "Measure", "measures"]
