"""How fast the search answers: `python benchmarks/search.py [CLAUSES]`.

An index of 10,000 clauses (or as many as told) is built from the sample notices, copied under new
names with their figures changed, until there are enough. Then thirty mixed queries run, each cold
once (nothing read yet of its terms) and several times warm. Times are in milliseconds, on one core.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from corpus.samples import sample_files
from corpus.shelf import sha256_of
from ingest.parse import parse_notice
from ingest.readers import read_file
from kb.model import Notice, Source
from kb.search import Index, Query
from kb.tasks import tasks_of

QUERIES = (
    Query("配送站"),
    Query("配送中心"),
    Query("冷链"),
    Query("服务"),
    Query("站"),
    Query('"服务中心"'),
    Query("建设 服务"),
    Query("完善 机制 -鼓励"),
    Query("农村 物流 体系"),
    Query("单位:商务"),
    Query("单位:财政 资金"),
    Query("时限:2025"),
    Query("标题:方案 建设"),
    Query("建设", {"level": ("county",)}),
    Query("服务", {"modality": ("mandatory",), "target": ("count",)}),
    Query("", {"body": ("商务",)}),
    Query("", {"level": ("county", "prefecture")}, sort="deadline"),
    Query(""),
    Query("建设", sort="level"),
    Query("服务", sort="date", page=20),
    Query("没有这样的词"),
    Query("推进 工作"),
    Query("不低于"),
    Query("全覆盖"),
    Query("补贴"),
    Query("牵头"),
    Query("1处"),
    Query("培训 人员"),
    Query("平台 数据"),
    Query("督查 通报"),
)
ROUNDS = 5


def main() -> None:
    """Build, search, print."""
    asked = argparse.ArgumentParser(description="Measure the search.")
    asked.add_argument("clauses", nargs="?", type=int, default=10_000)
    clauses = asked.parse_args().clauses
    with tempfile.TemporaryDirectory() as folder:
        index = Index(Path(folder))
        notices, tasks, seconds = build(index, clauses)
        started = time.perf_counter()
        index.search(Query("首"))
        opening = time.perf_counter() - started
        cold = [index.search(query).elapsed * 1000 for query in QUERIES]
        warm = [index.search(query).elapsed * 1000 for _ in range(ROUNDS) for query in QUERIES]
        index.close()
    print(f"{clauses:,} clauses: {tasks:,} tasks of {notices:,} notices")
    print(f"build    {tasks / seconds:8,.0f} tasks/s")
    print(f"open     {opening * 1000:8.0f} ms (first search of a process)")
    print("search       p50     p95     max   ms")
    for name, times in (("cold", cold), ("warm", warm)):
        print(f"{name:8} {statistics.median(times):7.1f} {percentile(times, 95):7.1f} {max(times):7.1f}")


def build(index: Index, clauses: int) -> tuple[int, int, float]:
    """Fill the index; returns how many notices and tasks, and the seconds that writing took."""
    numbers = [0, 0, 0]
    seconds = 0.0
    with index.writer() as writer:
        for notice in copies(originals()):
            if numbers[0] >= clauses:
                break
            tasks = tasks_of(notice)
            started = time.perf_counter()
            writer.put(notice.document.id, 1, tasks)
            seconds += time.perf_counter() - started
            numbers = [numbers[0] + len(notice.clauses), numbers[1] + 1, numbers[2] + len(tasks)]
        started = time.perf_counter()
    return numbers[1], numbers[2], seconds + time.perf_counter() - started


def originals() -> list[Notice]:
    """The samples as they are read."""
    read = []
    for path in sample_files():
        pages = read_file(path)
        source = Source(path.name, sha256_of(path.read_bytes()), pages.reader, pages.page_count)
        read.append(parse_notice(pages, source))
    return read


def copies(notices: list[Notice]) -> Iterator[Notice]:
    """The notices again and again, each time with another id and other figures in the sentences."""
    chance = random.Random(2030)
    round_ = 0
    while True:
        for notice in notices:
            document = replace(notice.document, id=f"{notice.document.id}-{round_}")
            yield replace(notice, document=document, obligations=tuple(_varied(notice, chance)))
        round_ += 1


def _varied(notice: Notice, chance: random.Random) -> Iterator:
    for obligation in notice.obligations:
        quote = re.sub(r"\d", lambda _: str(chance.randrange(10)), obligation.evidence.quote)
        yield replace(obligation, evidence=replace(obligation.evidence, quote=quote))


def percentile(times: list[float], share: int) -> float:
    """The time that `share` per cent of the searches do not exceed."""
    return sorted(times)[min(len(times) - 1, round(len(times) * share / 100))]


if __name__ == "__main__":
    main()
