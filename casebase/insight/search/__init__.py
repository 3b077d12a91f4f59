"""Search in Korean over precedents and told originals: terms in the mirror, ranked by BM25 and by pairs of letters."""
