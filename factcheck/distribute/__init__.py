"""The whole way on a Dask cluster, with the same bytes as on one machine.

Stages follow one another; what passes between them are Parquet files in a folder that all machines see. Articles
are read in partitions. Mentions of events are shuffled by blocking key and scored in their blocks; what is connected
then is one worker's to join, to ask questions of and to compare. A worker that is lost costs what it was at.
"""

from factcheck.distribute.cluster import Engine, EngineError, EngineExtraMissing
from factcheck.distribute.run import run_on

__all__ = ["Engine", "EngineError", "EngineExtraMissing", "run_on"]
