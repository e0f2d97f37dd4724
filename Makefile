# diaban: `make run` shows a city on a map, `make test` checks everything. Both install what is missing (Debian 12).

APT_RUN   := build-essential pkg-config libproj-dev libsqlite3-dev nodejs npm
APT_TEST  := $(APT_RUN) chromium chromium-driver gdal-bin nginx-light openssl poppler-utils python3-qgis sqlite3 zip postgresql-15-postgis-3
APT_BENCH := $(APT_TEST) wrk postgresql-15-pgrouting

CACHE := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/diaban
WEB   := tileserver/web
# Where cargo puts what it builds; a CI run may keep it in the user's cache.
TARGET := $(or $(CARGO_TARGET_DIR),target)

CARGO_DENY_VERSION := 0.20.2
CARGO_DENY := $(CACHE)/tools/bin/cargo-deny

.PHONY: run test lint advisories interface bench web need-cargo need-run need-test need-bench clean

# The sample city on http://127.0.0.1:8080. ARGS="--parcels 1000" goes to `diaban demo`.
run: need-run web
	cargo build --release --locked
	$(TARGET)/release/diaban demo $(ARGS)

test: need-test web
	# With the features tests bring along: the program is built once, not twice.
	cargo build --workspace --all-targets --locked
	cargo test --workspace --locked --no-fail-fast

lint: need-run web $(CARGO_DENY)
	cargo fmt --all -- --check
	cargo clippy --workspace --all-targets --locked -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --locked
	$(CARGO_DENY) --locked check licenses bans sources
	cd $(WEB) && npm run --silent check

# Known weaknesses of the crates we use, by the list of rustsec.org: needs the network, and is for whoever makes a release.
advisories: $(CARGO_DENY)
	$(CARGO_DENY) --locked check advisories

# What openapi-spec-validator, redocly and schemathesis say of a server that runs at SERVER: needs the network for these programs.
interface:
	scripts/interface $(SERVER)

# All rows, or one: make bench ROW=tiles
bench: need-bench web
	cargo build --profile dist --locked -p tileserver -p system-tests
	$(TARGET)/dist/bench $(ROW)

web: $(WEB)/dist/planning.html

$(WEB)/dist/planning.html: $(WEB)/node_modules/.package-lock.json $(shell find $(WEB)/src $(WEB)/*.mjs tileserver/text styles -type f 2>/dev/null)
	cd $(WEB) && npm run --silent build

$(WEB)/node_modules/.package-lock.json: $(WEB)/package.json $(WEB)/package-lock.json
	cd $(WEB) && npm ci --no-audit --no-fund --loglevel=error
	touch $@

need-cargo:
	@command -v cargo >/dev/null || { echo "Rust ≥ 1.95 is missing: install it from https://rustup.rs"; exit 1; }

need-run: need-cargo
	@scripts/apt-need $(APT_RUN)

need-test: need-cargo
	@scripts/apt-need $(APT_TEST)

need-bench: need-cargo
	@scripts/apt-need $(APT_BENCH)

$(CARGO_DENY):
	cargo install --locked --version $(CARGO_DENY_VERSION) --root $(CACHE)/tools --target-dir $(CACHE)/tools/build cargo-deny
	rm -rf $(CACHE)/tools/build

clean:
	cargo clean
	rm -rf $(WEB)/node_modules $(WEB)/dist out
