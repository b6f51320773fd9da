"""Makes the derived files of ``data/files`` from pinned build-time packages.

Run ``python -m data.build`` for all of them or name one target. The results are committed, so the
program itself never needs the packages used here; they are listed in ``requirements-dev.txt``.
"""
