"""Weave runs the listings of a course and weaves their code, output and figures into its pages.

Data flows one way: listing -> record (.weave/) -> docs/generated/ -> page. The modules, in that order:

course      what is where: listings and their cells, the pages and what they quote
freshness   fingerprints of everything a run has read; record: one immutable folder per run
child       inside the process that runs one listing; figures: Matplotlib's side of it
runner      runs the stale listings, the longest first, and keeps their records
publish     turns records into fragments, figures and scripts
markdown    the two Markdown extensions: quoted numbers and inline figures
check       what a page must hold to; hook: the only tie to MkDocs
"""
