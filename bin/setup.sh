# Sourced by every command in bin/: finds Python, makes the environment from the lock file, builds the pages.
# Each step is skipped when its stamp tells that nothing changed. All words go to stderr; stdout is the command's.
set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
TOOLS="$ROOT/.venv-uv"
ASSETS="$ROOT/src/tandem/surfaces/shared/assets"
BUILT="$ROOT/src/tandem/surfaces/shared/static/built"
STEPS="${STEPS:-2}"
export UV_PROJECT_ENVIRONMENT="$ROOT/.venv"
# Without kept bytecode each of Tandem's processes would compile every module anew, for ten seconds and more.
unset VIRTUAL_ENV PYTHONHOME PYTHONPATH PYTHONDONTWRITEBYTECODE

# An account without a home folder keeps its caches in the clone.
if [ ! -w "${HOME:-/nonexistent}" ]; then
  export HOME="$TOOLS/home" UV_CACHE_DIR="${UV_CACHE_DIR:-$TOOLS/cache}" npm_config_cache="${npm_config_cache:-$TOOLS/npm}"
fi

say() { echo "$*" >&2; }
stop() { local code="$1"; shift; say "$*"; exit "$code"; }
digest() { if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -c 1-64; }

# A Python that really runs, is new enough and can make environments; the shims of pyenv may do none of that.
fits() { "$1" -I -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1 </dev/null; }

find_python() {
  local name found
  if [ -n "${TANDEM_PYTHON:-}" ]; then
    fits "$TANDEM_PYTHON" || stop 3 "TANDEM_PYTHON is $TANDEM_PYTHON, which is no Python 3.12 or newer that runs."
    echo "$TANDEM_PYTHON"; return
  fi
  for name in python3.13 python3.14 python3.12 python3 python; do
    while IFS= read -r found; do
      if fits "$found"; then echo "$found"; return; fi
    done < <(type -ap "$name" || true)
  done
  for name in 3.13 3.14 3.12; do
    for found in "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$name"*/bin/python; do
      if [ -x "$found" ] && fits "$found"; then echo "$found"; return; fi
    done
  done
  if find_uv python3 2>/dev/null; then
    for name in '3.13' '>=3.12'; do
      found="$(UV_PYTHON_DOWNLOADS=never "$UV" python find --no-project --system "$name" 2>/dev/null </dev/null)" || continue
      if fits "$found"; then echo "$found"; return; fi
    done
    # A machine without a way out must hear so soon; a download that flows may take its time.
    if UV_HTTP_TIMEOUT=4 UV_HTTP_CONNECT_TIMEOUT=3 UV_HTTP_RETRIES=0 "$UV" python install -q 3.13 </dev/null >/dev/null 2>&1; then
      "$UV" python find --no-project --system 3.13; return
    fi
  fi
  stop 3 "Tandem needs Python 3.12 or newer: install Python 3.13 (python.org, your system's packages, or uv), or set TANDEM_PYTHON to one."
}

# Sets UV: the one on PATH, else one from PyPI in a folder of the clone.
find_uv() {
  UV="$(type -P uv || true)"
  if [ -n "$UV" ] && "$UV" --version >/dev/null 2>&1; then return; fi
  UV="$TOOLS/bin/uv"
  if "$UV" --version >/dev/null 2>&1; then return; fi
  "$1" -m venv --clear "$TOOLS" >&2 </dev/null || return 1
  echo '*' >"$TOOLS/.gitignore"
  "$TOOLS/bin/python" -m pip install -q --disable-pip-version-check --timeout "${PIP_TIMEOUT:-15}" \
    --retries "${PIP_RETRIES:-2}" uv >&2 </dev/null
}

# prepare base|dev: the environment with the packages of the lock file; `dev` adds what the tests need.
prepare() {
  local group="$1" stamp="$ROOT/.venv/.tandem-synced" wanted python kept=""
  wanted="$(cat "$ROOT/uv.lock" "$ROOT/pyproject.toml" <(echo "$ROOT ${TANDEM_PYTHON:-}") | digest)"
  [ ! -f "$stamp" ] || kept="$(cat "$stamp")"
  if { [ "$kept" = "$wanted dev" ] || [ "$kept" = "$wanted $group" ]; } && "$ROOT/.venv/bin/python" -I -c '' 2>/dev/null; then
    return
  fi
  python="$(PIP_TIMEOUT=3 PIP_RETRIES=0 find_python)" || exit $?
  say "1/$STEPS Python $("$python" -I -c 'import platform; print(platform.python_version())') found: $python"
  find_uv "$python" || stop 1 "uv could not be installed from PyPI; install it by hand (https://docs.astral.sh/uv/) and try again."
  say "2/$STEPS Packages"
  # Once made, the tests' packages stay and stay current: a start never takes them away.
  case "$kept" in *" dev") group=dev ;; esac
  sync_packages "$python" "$group" || stop 1 "The packages could not be installed; the reason is above."
  echo "$wanted $group" >"$stamp"
}

sync_packages() {
  local python="$1" group="$2"
  shift 2
  # The tests' workers start at once and would compile the same packages side by side.
  UV_PYTHON_DOWNLOADS=never "$UV" sync --project "$ROOT" --python "$python" --frozen --inexact --no-progress -q \
    $([ "$group" = dev ] && echo --dev --compile-bytecode || echo --no-dev) "$@" </dev/null >&2
}

# add_extra NAME: what pyproject.toml lists under that name, beside what is there.
add_extra() {
  local python="$ROOT/.venv/bin/python"
  find_uv "$python" || return 1
  say "    Packages of $1"
  sync_packages "$python" base --extra "$1"
}

# The pages' styles and scripts, built when their sources or their lock changed.
build_pages() {
  local stamp="$ASSETS/node_modules/.tandem-built" wanted
  [ -f "$ASSETS/package-lock.json" ] || return 0
  wanted="$(cd "$ASSETS" && find . -name node_modules -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 cat | digest)"
  if [ -d "$BUILT" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then return; fi
  say "3/$STEPS Pages"
  find_node
  (cd "$ASSETS" && npm ci --no-audit --no-fund --loglevel=error && npm run --silent build -- --logLevel warn) </dev/null >&2 ||
    stop 1 "The pages could not be built; the reason is above."
  echo "$wanted" >"$stamp"
}

# The phone's app, in the same way. Its styles are made of the pages' partials, so it is built after them.
build_phone() {
  local field="$ROOT/clients/field" built="$ROOT/src/tandem/surfaces/field/phone/built" stamp wanted lock
  stamp="$field/node_modules/.tandem-built"
  wanted="$(cd "$ROOT" && find clients/field "${ASSETS#"$ROOT/"}/scss" "${ASSETS#"$ROOT/"}/package-lock.json" \
    src/tandem/surfaces/shared/static/shared/icons.svg -name node_modules -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 cat | digest)"
  if [ -f "$built/sw.js" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then return; fi
  say "    The phone"
  find_node
  # The packages are fetched anew only when their lock changed: the sources change more often.
  lock="$(digest <"$field/package-lock.json")"
  (
    cd "$field"
    if [ "$(cat node_modules/.tandem-lock 2>/dev/null)" != "$lock" ]; then
      npm ci --no-audit --no-fund --loglevel=error && echo "$lock" >node_modules/.tandem-lock
    fi && npm run --silent build
  ) </dev/null >&2 || stop 1 "The phone could not be built; the reason is above."
  echo "$wanted" >"$stamp"
}

# The scenarios that are shipped, compiled in the same way: without Node they play all the same.
build_scenarios() {
  local ink="$ROOT/clients/ink" built="$ROOT/src/tandem/training/library/built" stamp wanted lock
  stamp="$ink/node_modules/.tandem-built"
  wanted="$(cd "$ROOT" && find clients/ink content/scenarios -name node_modules -prune -o -type f -print0 2>/dev/null |
    LC_ALL=C sort -z | xargs -0 cat | digest)"
  if [ -d "$built" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then return; fi
  say "    The scenarios"
  find_node
  lock="$(digest <"$ink/package-lock.json")"
  (
    cd "$ink"
    if [ "$(cat node_modules/.tandem-lock 2>/dev/null)" != "$lock" ]; then
      npm ci --no-audit --no-fund --loglevel=error && echo "$lock" >node_modules/.tandem-lock
    fi && node compile.mjs --all "$ROOT/content/scenarios" "$built"
  ) </dev/null >&2 || stop 1 "The scenarios could not be compiled; the reason is above."
  echo "$wanted" >"$stamp"
}

# Node from PATH where it is new enough for Vite and has npm, else from PyPI.
find_node() {
  local new_enough='const [a, b] = process.versions.node.split(".").map(Number);
    process.exit(a > 22 || (a === 22 && b >= 12) || (a === 20 && b >= 19) ? 0 : 1)'
  if node -e "$new_enough" >/dev/null 2>&1 </dev/null && npm --version >/dev/null 2>&1 </dev/null; then return; fi
  say "    Node.js 20.19 or newer is not on this machine; taking it from PyPI"
  find_uv "$ROOT/.venv/bin/python" || stop 1 "uv could not be installed from PyPI."
  sync_packages "$ROOT/.venv/bin/python" base --extra nodejs || stop 1 "Node.js could not be installed; install Node.js 22."
  export PATH="$ROOT/.venv/bin:$PATH"
}
