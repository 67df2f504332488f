"""Articles read to claims, against presidio-analyzer's recognition of entities with the same language model.

The two take turns in one process, slice by slice; times are of the processor. Presidio gives entities alone; we give
claims with value, event, speaker and confidence. Needs the extra `bench`.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

import spacy

from benchmarks.results import write_section
from factcheck.extract import extract, load_pipeline
from factcheck.ingest import Metadata, read
from factcheck.model.article import Article

MOST = 0.50
SLICE = 24


def main(words: Sequence[str] | None = None) -> int:
    """Prints and keeps the ratio; 1 where it is above the promise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", type=Path, nargs="*", default=[Path("corpus/articles")])
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args(words)
    found = (a for a in read(arguments.paths, Metadata()) if isinstance(a, Article))
    articles = list(islice(found, arguments.articles))
    count = sum(len(a.text.split()) for a in articles)
    analyzer = _analyzer()
    if analyzer is None:
        print("left out, for want of the extra bench: pip install 'factcheck-desk[bench]'")
        return 0
    rounds = [_round(articles, analyzer) for _ in range(arguments.rounds)]
    ratio = median(ours / theirs for ours, theirs, *_ in rounds)
    ours, theirs, claims, entities = (median(r[part] for r in rounds) for part in range(4))
    write_section(
        "recognition",
        f"{len(articles)} articles, {count} words, medians of {len(rounds)}; processor time.\n\n"
        "| | words/s | seconds | found |\n|---|---|---|---|\n"
        f"| presidio-analyzer | {count / theirs:.0f} | {theirs:.2f} | {entities:.0f} entities |\n"
        f"| read to claims | {count / ours:.0f} | {ours:.2f} | {claims:.0f} claims |\n\n"
        f"Ratio of processor time: {ratio:.2f} (promised: at most {MOST}).",
    )
    return 1 if ratio > MOST else 0


def _analyzer() -> Any:
    """Presidio with all that it recognises, over the model that we read with; None where it is not installed."""
    try:
        presidio = import_module("presidio_analyzer")
        engines = import_module("presidio_analyzer.nlp_engine")
    except ImportError:
        return None
    # It asks the network for the list of domain endings unless told to take the one that it carries.
    endings = import_module("tldextract.tldextract")
    vars(endings)["TLD_EXTRACTOR"] = endings.TLDExtract(suffix_list_urls=())
    place = load_pipeline().place
    engine = engines.SpacyNlpEngine(models=[{"lang_code": "en", "model_name": place}])
    engine.nlp = {"en": spacy.load(place)}
    return presidio.AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])


def _round(articles: Sequence[Article], analyzer: Any) -> tuple[float, float, int, int]:
    """Seconds of reading to claims and of Presidio, and what each found."""
    pipeline = load_pipeline()
    list(extract(articles[:1], pipeline))
    analyzer.analyze(articles[0].text, language="en")
    ours = theirs = 0.0
    claims = entities = 0
    for at in range(0, len(articles), SLICE):
        part = articles[at : at + SLICE]
        start = time.process_time()
        claims += sum(len(found.claims) for found in extract(part, pipeline))
        between = time.process_time()
        entities += sum(len(analyzer.analyze(article.text, language="en")) for article in part)
        ours, theirs = ours + between - start, theirs + time.process_time() - between
    return ours, theirs, claims, entities


if __name__ == "__main__":
    sys.exit(main())
