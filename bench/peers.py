"""Engines from PyPI that find a name from a short question, each as its documentation says; they speak as the adapter does.

    python -m bench.peers NAME --entities FILE.tsv

All but the first get the question with the words that ask left out, for most are lost without that.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.adapter import KNOWLEDGE, lines
from bot.answering.search.store import Line
from bot.answering.search.talk import Talk
from bot.answering.understanding.normalize import words
from bot.directory.loader import load

Found = tuple[list[str], float]
"""Up to three ids, best first, and a score: the higher, the surer."""
Finder = Callable[[str], Found]
MOST = 3
CLOSE, FAR = 5, 2
"""Letters up to which a word may have one error; errors that longer ones may have. As Lucene's AUTO."""


def text(line: Line) -> str:
    """What an engine is given of an entry: its name and region, in plain words."""
    return " ".join(words(f"{line.name} {line.beside[0]}"))


def stripped(talk: Talk, question: str) -> list[str]:
    """The words of a question that do not ask."""
    said = [*words(question)]
    return [w for w, sort in zip(said, talk.sorts(said), strict=True) if sort not in ("ask", "filler", "kind")] or list(said)


def rapidfuzz_raw(entries: Sequence[Line], talk: Talk) -> Finder:
    """The usual bot: WRatio of the whole question with every name."""
    from rapidfuzz import fuzz, process, utils

    names = [text(e) for e in entries]

    def find(question: str) -> Found:
        best = process.extract(utils.default_process(question), names, scorer=fuzz.WRatio, limit=MOST)
        return [entries[n].id for _, _, n in best], best[0][1]

    return find


def rapidfuzz_set(entries: Sequence[Line], talk: Talk) -> Finder:
    """token_set_ratio of what is left of the question."""
    from rapidfuzz import fuzz, process

    names = [text(e) for e in entries]

    def find(question: str) -> Found:
        best = process.extract(" ".join(stripped(talk, question)), names, scorer=fuzz.token_set_ratio, limit=MOST)
        return [entries[n].id for _, _, n in best], best[0][1]

    return find


def _fts5(entries: Sequence[Line], tokenizer: str, terms: Callable[[str], list[str]]) -> Finder:
    base = sqlite3.connect(":memory:")
    base.execute(f"create virtual table entry using fts5(text, tokenize='{tokenizer}')")
    base.executemany("insert into entry(rowid, text) values (?, ?)", ((n, text(e)) for n, e in enumerate(entries)))

    def find(question: str) -> Found:
        said = " OR ".join(f'"{term}"' for term in dict.fromkeys(terms(question)))
        rows = (
            base.execute("select rowid, rank from entry where entry match ? order by rank limit 3", (said,)) if said else ()
        )
        best = list(rows)
        return [entries[n].id for n, _ in best], -best[0][1] if best else 0.0

    return find


def fts5_words(entries: Sequence[Line], talk: Talk) -> Finder:
    """SQLite's full text search, any word."""
    return _fts5(entries, "unicode61", lambda question: stripped(talk, question))


def fts5_trigram(entries: Sequence[Line], talk: Talk) -> Finder:
    """SQLite's full text search, any three letters."""

    def trigrams(question: str) -> list[str]:
        said = " ".join(stripped(talk, question))
        return [said[n : n + 3] for n in range(len(said) - 2)]

    return _fts5(entries, "trigram", trigrams)


def tantivy_fuzzy(entries: Sequence[Line], talk: Talk) -> Finder:
    """tantivy: BM25 over exact words, and words with errors."""
    import tantivy

    schema = tantivy.SchemaBuilder().add_text_field("text").add_unsigned_field("n", stored=True).build()
    index = tantivy.Index(schema)
    writer = index.writer(heap_size=128_000_000, num_threads=1)
    for n, entry in enumerate(entries):
        writer.add_document(tantivy.Document(text=text(entry), n=n))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    query, may = tantivy.Query, tantivy.Occur.Should

    def find(question: str) -> Found:
        parts = []
        for word in stripped(talk, question):
            parts.append((may, query.boost_query(query.term_query(schema, "text", word), 2.0)))
            if len(word) > 2:
                errors = 1 if len(word) <= CLOSE else FAR
                parts.append(
                    (may, query.fuzzy_term_query(schema, "text", word, distance=errors, transposition_cost_one=True))
                )
        hits = searcher.search(query.boolean_query(parts), MOST).hits
        return [entries[searcher.doc(at)["n"][0]].id for _, at in hits], hits[0][0] if hits else 0.0

    return find


def tfidf(entries: Sequence[Line], talk: Talk) -> Finder:
    """scikit-learn: TF-IDF of two to four letters inside words."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), dtype=np.float32)
    matrix = vectorizer.fit_transform(text(e) for e in entries).T.tocsr()

    def find(question: str) -> Found:
        scores = (vectorizer.transform([" ".join(stripped(talk, question))]) @ matrix).tocoo()
        if not scores.nnz:
            return [], 0.0
        best = np.argsort(-scores.data, kind="stable")[:MOST]
        return [entries[int(scores.col[n])].id for n in best], float(scores.data[best[0]])

    return find


PEERS: dict[str, Callable[[Sequence[Line], Talk], Finder]] = {
    "rapidfuzz WRatio, whole question": rapidfuzz_raw,
    "rapidfuzz token_set_ratio": rapidfuzz_set,
    "SQLite FTS5 words": fts5_words,
    "SQLite FTS5 trigram": fts5_trigram,
    "tantivy BM25 + fuzzy": tantivy_fuzzy,
    "TF-IDF char 2-4": tfidf,
}


def main() -> None:
    """Builds one, then answers until standard input ends."""
    parser = argparse.ArgumentParser(prog="python -m bench.peers")
    parser.add_argument("name", choices=PEERS)
    parser.add_argument("--entities", type=Path, required=True, metavar="FILE.tsv")
    chosen = parser.parse_args()
    spoken = load(KNOWLEDGE)
    talk = Talk(spoken.languages.values(), spoken.kinds.values())
    del spoken
    with chosen.entities.open(encoding="utf-8", newline="\n") as rows:
        find = PEERS[chosen.name](list(lines(rows)), talk)
    print(json.dumps({"ready": True}), flush=True)
    for asked in sys.stdin:
        ids, score = find(json.loads(asked)["q"])
        print(json.dumps({"ids": ids, "confidence": float(score)}), flush=True)


if __name__ == "__main__":
    main()
