"""Figures side by side: `python -m benchmarks` prints them as Markdown tables, with the machine and the data used.

    plan.py       what is run, how large, and where its files lie
    corpus.py     a data folder of N procedures       queries.py   distinct queries from its titles
    build.py      building it                         latency.py   answers in process
    http.py       answers over HTTP                   peers.py     other engines on the same tokens

Everything random is seeded; ratios are taken within one run, since machines differ.
"""
