# The one list of tasks. `.ci/run` calls the same ones.

set shell := ["bash", "-euo", "pipefail", "-c"]

# Everything a change must pass
check: format lint types imports test quality

# Lay the code out
format:
    ruff format --check

# Look for mistakes and bad habits
lint:
    ruff check

# Check the types
types:
    mypy

# Check that imports go down only
imports:
    lint-imports --no-cache

# Run the tests
test *ARGS:
    pytest {{ ARGS }}

# Measure reading quality and hold the floors
quality *ARGS:
    python -m bench.quality {{ ARGS }}

# Measure speed and memory as ratios to the bare parse
speed *ARGS:
    python -m bench.speed {{ ARGS }}

# Write the golden files anew and show what changed
bless:
    ONRECORD_BLESS=1 pytest -p no:randomly tests/demo tests/docs
    git --no-pager diff --stat -- tests docs

# Write the generated pages and the picture of the brief anew
docs:
    python docs/make_reference.py
    python docs/make_picture.py

# Take the pictures of the pages anew (needs Chromium)
pictures:
    python -m docs.make_pictures

# Pin the versions of today, with hashes for what users install
lock:
    uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --no-header --no-annotate -o constraints.txt
    uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements.lock
