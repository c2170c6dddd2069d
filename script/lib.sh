# shellcheck shell=bash
# Shared by the scripts beside it; read it with `. "$(dirname "$0")/lib.sh"`, don't run it.
#
# After reading it: ROOT is the repository, PYTHON the interpreter of its environment, and the
# working directory is ROOT, so every script works from wherever it is called.

set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
VENV="$ROOT/.venv"
PYTHON="$VENV/bin/python"
cd "$ROOT"

say() { printf '%s\n' "==> $*"; }
note() { printf '%s\n' "    $*"; }
stop() {
  printf '%s\n' "!!! $1" >&2
  shift
  if [ $# -gt 0 ]; then printf '    %s\n' "$@" >&2; fi
  exit 1
}

# --- the Python environment ---------------------------------------------------------------

# The first interpreter that is new enough, or the one line that gets one.
find_python() {
  local candidate
  for candidate in "${GAIYUE_PYTHON:-python3}" python3.13 python3.12 python3.11; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  stop "Python 3.11 or newer is needed and was not found. On Debian, as root, run:" \
    "apt-get update && apt-get install -y python3 python3-venv" "Then run this script again."
}

make_venv() {
  local python
  python="$(find_python)"
  say "Making the Python environment .venv with $("$python" -V)"
  # Without pip, because Debian keeps ensurepip in a package of its own; pip comes from vendor/.
  "$python" -m venv --clear --without-pip "$VENV" || stop \
    "This Python cannot make an environment. On Debian, as root, run:" \
    "apt-get update && apt-get install -y python3-venv" "Then run this script again."
}

# Runs pip out of the wheel in script/vendor, with the user's own pip settings.
vendored_pip() {
  local wheel
  wheel="$(echo "$ROOT"/script/vendor/pip-*.whl)"
  PIP_DISABLE_PIP_VERSION_CHECK=1 "$PYTHON" "$wheel/pip" --no-input "$@"
}

fingerprint() { "$PYTHON" - "$@" <<'PY'
import hashlib, pathlib, sys
seen = hashlib.sha256(sys.version.encode())
for name in sys.argv[1:]:
    seen.update(pathlib.Path(name).read_bytes())
print(seen.hexdigest())
PY
}

stamp_matches() { [ "$(cat "$VENV/gaiyue-$1.stamp" 2>/dev/null)" = "$(fingerprint "requirements/$1.lock")" ]; }

# install_lock run|dev: installs exactly what the lock file names, unless that was done before.
install_lock() {
  local lock="$1"
  # dev.lock holds everything of run.lock at the same versions (script/lock, and a house test).
  if stamp_matches "$lock" || stamp_matches dev; then return; fi
  say "Installing the packages of requirements/$lock.lock (a minute or so the first time)"
  vendored_pip install --require-hashes --only-binary :all: -r "requirements/$lock.lock" |
    sed -n 's/^Collecting \([^ =]*\)==\([^ ]*\).*/    \1 \2/p; s/^Successfully .*/    done/p' || stop \
    "The packages could not be installed; the reason is in the lines above." \
    "Without a way to the package index, set one for pip (pip config, PIP_INDEX_URL) and run again."
  fingerprint "requirements/$lock.lock" >"$VENV/gaiyue-$lock.stamp"
}

# ensure_environment run|dev: safe to repeat, and to run twice at once.
ensure_environment() {
  if command -v flock >/dev/null; then
    exec 9>"$ROOT/.venv.lock"
    flock 9
  fi
  if ! "$PYTHON" -c '' 2>/dev/null; then make_venv; fi
  install_lock "$1"
  compile_messages
  exec 9>&-
}

# --- translations -------------------------------------------------------------------------

# Compiles each .po that is newer than its .mo; Babel does it, so gettext is not needed to run.
compile_messages() {
  local source compiled
  while IFS= read -r source; do
    compiled="${source%.po}.mo"
    if [ ! -e "$compiled" ] || [ "$source" -nt "$compiled" ]; then
      say "Compiling $source"
      "$PYTHON" -m babel.messages.frontend --quiet compile -i "$source" -o "$compiled" ||
        stop "$source has a mistake; its line is named above."
    fi
  done < <(find gaiyue -name '*.po')
}
