"""What an operations team watches: counted where it happens, read by Prometheus."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time
from importlib.metadata import version
from typing import Final, Literal, get_args

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from bot.directory.days import latest_day
from bot.directory.model import Directory
from bot.records.model import Cause
from bot.slack.metering.freshness import Freshness, freshness

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 2.5, 5.0, 10.0, 30.0)
"""Buckets of durations: answers are expected within half a second, and given up by the asker after a few."""

SECONDS_A_DAY: Final = 86_400
Reason = Literal["rate_limited", "server", "connection", "unsure", "blocks"]
"""Why a call to Slack is made again."""
Result = Literal["taken", "refused", "failed"]
"""What comes of an edit to the fact base."""


class Meters:
    """The counters of one app, in a registry of its own. docs/operating.md tells what each means."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self.questions = Counter("directory_bot_questions", "Questions answered", ["surface", "outcome"], registry=registry)
        self.seconds = Histogram(
            "directory_bot_request_seconds",
            "From the arrival of what Slack sent to all being done for it",
            ["surface"],
            buckets=SECONDS,
            registry=registry,
        )
        self.failures = Counter(
            "directory_bot_failures", "Requests that ended in an apology", ["surface"], registry=registry
        )
        self.redeliveries = Counter("directory_bot_redeliveries", "Requests that Slack sent again", registry=registry)
        self.unanswered = Counter(
            "directory_bot_unanswered",
            "Questions without an answer, by what is likely lacking",
            ["cause"],
            registry=registry,
        )
        self.retries = Counter(
            "directory_bot_slack_retries", "Calls to Slack that were made again", ["reason"], registry=registry
        )
        self.waits = Counter(
            "directory_bot_rate_limit_wait_seconds", "Time waited because Slack asked to", registry=registry
        )
        self.reloads = Counter("directory_bot_reloads", "Edits to the fact base", ["result"], registry=registry)
        self.loaded = Gauge(
            "directory_bot_fact_base_loaded_timestamp_seconds", "When the fact base was loaded", registry=registry
        )
        self.loaded.set_to_current_time()
        self.waiting = Gauge("directory_bot_waiting_answers", "Answers waiting to be sent", registry=registry)
        build = Info("directory_bot_build", "What runs", registry=registry)
        build.info({"version": version("directory-bot"), "python": platform.python_version()})
        from_nought(self.unanswered, get_args(Cause))
        from_nought(self.retries, get_args(Reason))
        from_nought(self.reloads, get_args(Result))


def from_nought(counter: Counter, labels: Iterable[str]) -> None:
    """Has a counter tell 0 for each of these: Prometheus sees no increase where there was no number before."""
    for label in labels:
        counter.labels(label)


class Kept(Collector):
    """A count that somebody else keeps."""

    def __init__(self, name: str, about: str, count: Callable[[], float]) -> None:
        self._name = name
        self._about = about
        self._count = count

    def collect(self) -> Iterator[CounterMetricFamily]:
        """The count of now."""
        yield CounterMetricFamily(self._name, self._about, self._count())


class FactBase(Collector):
    """How much the fact base of the moment holds, and how old it is."""

    def __init__(self, directory: Callable[[], Directory], today: Callable[[], date] = date.today) -> None:
        self._directory = directory
        self._today = today
        self._seen: tuple[Directory, date, Freshness] | None = None

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The numbers of now."""
        now = self._now()
        yield GaugeMetricFamily("directory_bot_entries", "Entries in the fact base", now.entries)
        yield GaugeMetricFamily("directory_bot_facts", "Facts that hold now", now.facts)
        yield GaugeMetricFamily("directory_bot_facts_past_shelf_life", "Of these, those past their shelf life", now.old)
        yield GaugeMetricFamily(
            "directory_bot_fact_age_median_seconds", "Half of the facts are older", now.median_days * SECONDS_A_DAY
        )
        if now.newest:
            newest = datetime.combine(latest_day(now.newest), time(), UTC).timestamp()
            yield GaugeMetricFamily("directory_bot_fact_newest_timestamp_seconds", "Date of the newest fact", newest)

    def _now(self) -> Freshness:
        """Counted again only when the fact base or the day is another one: it takes a while."""
        directory, today = self._directory(), self._today()
        if self._seen is None or self._seen[0] is not directory or self._seen[1] != today:
            self._seen = directory, today, freshness(directory, today)
        return self._seen[2]
