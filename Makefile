# The Python that everything runs in; PYTHON is that of Windows, for `make windows`.
RUN = .venv/bin/python
PYTHON =

.PHONY: install test test-all lint base examples page wheels windows python-is-there release pictures docs speed fuzz mutants

install:
	python3 -m venv .venv
	$(RUN) -m pip install --quiet --editable ".[dev]"

# What a clean clone may be asked for first.
page wheels windows release: | $(RUN)

$(RUN):
	$(MAKE) install

test:
	$(RUN) -m pytest --numprocesses=2

test-all:
	DISCLOSURE_EXAMPLES=60 $(RUN) -m pytest --all --numprocesses=2 --dist=loadfile

lint:
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy
	[ ! -d page/node_modules ] || (cd page && node node_modules/typescript/bin/tsc && node node_modules/prettier/bin/prettier.cjs --check .)

base:
	$(RUN) -m disclosure_cli.output.word.base

examples:
	$(RUN) examples/make.py

page:
	$(RUN) page/build.py

wheels:
	$(RUN) windows/wheels.py

windows: python-is-there page wheels
	$(RUN) windows/make_folder.py $(PYTHON)

python-is-there:
	@[ -f "$(PYTHON)" ] || { echo "Name Windows' embeddable Python: make windows PYTHON=python-3.13.X-embed-amd64.zip"; exit 1; }

release: page $(if $(PYTHON),windows)
	$(RUN) release/make_release.py dist/disclosure.html $(if $(PYTHON),dist/disclosure-windows.zip)

docs:
	$(RUN) docs/make_rules.py
	$(RUN) docs/make_wordings.py
	$(RUN) docs/make_guides.py
	$(RUN) docs/make_messages.py
	$(RUN) benchmarks/corrections.py --write

pictures:
	$(RUN) docs/pictures.py

speed:
	$(RUN) -m pip install --quiet ".[bench]"
	$(RUN) benchmarks/speed.py --write
	$(RUN) benchmarks/page.py --write

fuzz:
	$(RUN) tests/fuzzing.py --minutes 60

mutants:
	$(RUN) -m pip install --quiet ".[mutants]"
	$(RUN) tests/mutants.py
