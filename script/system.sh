# shellcheck shell=bash
# What the tests need besides Python packages; read after lib.sh by the scripts that run tests.

# Prints the Debian packages that are missing on this machine, one a line.
missing_system_packages() {
  local browser found=""
  for browser in chromium chromium-browser google-chrome; do
    if command -v "$browser" >/dev/null; then found=yes; fi
  done
  [ -n "$found" ] || echo chromium
  { fc-list :lang=zh 2>/dev/null || true; } | grep -q . || echo fonts-noto-cjk
  compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || command -v initdb >/dev/null ||
    echo postgresql
  command -v xgettext >/dev/null || echo gettext
}

# Installs them as root (or by sudo without a password); otherwise says the one line and stops.
ensure_system_packages() {
  local missing as_root=() line
  missing="$(missing_system_packages | tr '\n' ' ')"
  missing="${missing% }"
  [ -n "$missing" ] || return 0
  line="apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing"
  command -v apt-get >/dev/null || stop "The tests need these programs, here by their Debian names: $missing" \
    "Install them with your system's packages, then run this script again."
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null ||
      stop "The tests need system packages: $missing. As root, run this line, then this script again:" "$line"
    as_root=(sudo -n)
  fi
  say "Installing what the tests need: $missing (a few minutes the first time)"
  # shellcheck disable=SC2086  # the names are words
  # shellcheck disable=SC2016  # expanded by the inner shell
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive sh -c '
    log=$(mktemp) quiet=/etc/postgresql-common/createcluster.d/gaiyue-tests.conf
    trap "rm -f $log $quiet" EXIT INT TERM
    apt-get update -qq || exit
    # The tests start a cluster of their own: keep the package from starting one on this machine.
    mkdir -p "${quiet%/*}" && echo "create_main_cluster = false" >"$quiet"
    apt-get install -y -qq --no-install-recommends "$@" >"$log" 2>&1
    result=$?
    [ "$result" -eq 0 ] || tail -n 20 "$log" >&2
    exit "$result"' gaiyue-install $missing </dev/null ||
    stop "The packages could not be installed; as root, try:" "$line"
}
