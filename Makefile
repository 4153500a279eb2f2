# The course builds itself: "make site" and "make test" need nothing but Python, pip, venv and make.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
FROM ?= .weave/parts/*
export NO_MKDOCS_2_WARNING := 1
export SOURCE_DATE_EPOCH := 0

.PHONY: help site test check lesson format serve part gather twice publish offline bench lighthouse lock clean
help:  ## say what the targets do
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile

site: $(READY)  ## build the site into site/, running the listings that need it
	@$(BIN)/python -m weave site

test: check site  ## build the site and run everything that guards the project
	@$(BIN)/python tests/browser.py
	@$(BIN)/python -m pytest -n auto --dist worksteal

check: $(READY)  ## lint, format, types, pages against records; runs no listing
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@test ! -d node_modules || npm run --silent check
	@$(BIN)/python -m weave check

lesson: $(READY)  ## run, check and test one lesson: make lesson NAME=digits
	@$(BIN)/python -m weave run $(NAME)
	@$(BIN)/python -m weave check
	@$(BIN)/python -m pytest tests/lessons -k "$(NAME)"
	@$(BIN)/python tools/site_tests.py "$(NAME)"

format: $(READY)  ## bring code into its form
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .
	@test ! -d node_modules || npm run --silent format

serve: $(READY)  ## preview at localhost:8000; edits run what they make stale
	@$(BIN)/python -m mkdocs serve --dirty

part: $(READY)  ## run the share of one of several machines: make part PART=2/4
	@$(BIN)/python -m weave run --part "$(PART)"

gather: $(READY)  ## take the records of all parts: make gather FROM="DIR DIR"
	@$(BIN)/python -m weave gather $(FROM)

twice: $(READY)  ## run every lesson twice, each time from nothing, and compare what that gives
	@rm -rf .weave/once .weave/records docs/generated
	@WEAVE_CACHE=off $(BIN)/python -m weave run
	@mv docs/generated .weave/once
	@rm -rf .weave/records
	@WEAVE_CACHE=off $(BIN)/python -m weave run
	@diff -r .weave/once docs/generated

offline: $(READY)  ## write the site as one zip file that opens from a disk, without a server
	@$(BIN)/python -m weave site --offline

# One commit without a past, made from site/ alone; GitHub Pages is told to leave it as it is.
publish:  ## push site/ to the branch gh-pages of origin, in place of what is there
	@test -f site/index.html || { echo "There is no site. Call 'make site' first, with its SITE_URL."; exit 1; }
	@git=$$(git rev-parse --absolute-git-dir) && export GIT_INDEX_FILE=$$git/site.index && rm -f "$$GIT_INDEX_FILE" && \
	    git --git-dir="$$git" -C site --work-tree=. add --all --force . && \
	    git update-index --add --cacheinfo "100644,$$(git hash-object -w --stdin </dev/null),.nojekyll" && \
	    site=$$(git commit-tree -m "The site of $$(git rev-parse --short HEAD)" "$$(git write-tree)") && \
	    git push --quiet --force origin "$$site:refs/heads/gh-pages"

bench: $(READY)  ## compare the build with other builders of such pages, and networks in pages with TensorFlow.js
	@$(BIN)/python tools/bench/bench.py

lighthouse: site  ## measure home and lessons with Lighthouse (needs npm)
	@$(BIN)/python tools/lighthouse.py

lock: $(READY)  ## bring requirements.txt up to date with pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
	    --fork-strategy fewest --python-version 3.11.2 --upgrade pyproject.toml -o requirements.txt

clean:  ## remove everything the build has made, but not the environment
	@rm -rf .weave docs/generated site .site.new .site.old deep-learning-course.zip

# "ready" is written last, so an interrupted set-up is begun anew by the next call.
$(READY): requirements.txt
	@$(PYTHON) tools/setup_check.py
	@echo "Setting up .venv: about 2 GB, about a minute."
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/pip install --quiet --no-compile --disable-pip-version-check --require-hashes --no-deps -r requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
