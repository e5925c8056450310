PYTHON = .venv/bin/python

.PHONY: install test test-all lint base examples page pictures docs speed fuzz mutants

install:
	python3 -m venv .venv
	$(PYTHON) -m pip install --quiet --editable ".[dev]"

test:
	$(PYTHON) -m pytest --numprocesses=2

test-all:
	DISCLOSURE_EXAMPLES=60 $(PYTHON) -m pytest --all --numprocesses=2 --dist=loadfile

lint:
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	[ ! -d page/node_modules ] || (cd page && node node_modules/typescript/bin/tsc && node node_modules/prettier/bin/prettier.cjs --check .)

base:
	$(PYTHON) -m disclosure_cli.output.word.base

examples:
	$(PYTHON) examples/make.py

page:
	$(PYTHON) page/build.py

docs:
	$(PYTHON) docs/make_rules.py
	$(PYTHON) docs/make_wordings.py
	$(PYTHON) docs/make_guides.py
	$(PYTHON) docs/make_messages.py
	$(PYTHON) benchmarks/corrections.py --write

pictures:
	$(PYTHON) docs/pictures.py

speed:
	$(PYTHON) -m pip install --quiet ".[bench]"
	$(PYTHON) benchmarks/speed.py --write
	$(PYTHON) benchmarks/page.py --write

fuzz:
	$(PYTHON) tests/fuzzing.py --minutes 60

mutants:
	$(PYTHON) -m pip install --quiet ".[mutants]"
	$(PYTHON) tests/mutants.py
