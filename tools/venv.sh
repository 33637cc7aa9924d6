# Sourced by ./run, ./test and ./lint: makes .venv with rasid (and extras) in it, once; again only when pyproject.toml changes.
# With it comes the second coder (extras/rasid-neural), where its libraries can be had; without it rasid reads by the rules alone.
# Usage: . tools/venv.sh; venv "" | venv test

find_python() {
  local name
  for name in python3.13 python3.12 python3.11 python3 python; do
    if command -v "$name" >/dev/null 2>&1 && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
      echo "$name"
      return
    fi
  done
  echo "rasid needs Python 3.11 or newer; none was found on the PATH" >&2
  return 1
}

venv() {
  local extras=$1 python stamp
  if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
    python=$(find_python)
    echo "making .venv with $("$python" --version)" >&2
    rm -rf .venv
    "$python" -m venv .venv || { echo "no virtual environment could be made; on Debian and Ubuntu: apt install python3-venv" >&2; return 1; }
  fi
  stamp=.venv/rasid-$(printf '%s' "${extras:-core}" | tr ',' '-')-$(cksum <pyproject.toml | cut -d' ' -f1)
  if [ ! -e "$stamp" ]; then
    echo "installing rasid${extras:+[$extras]} into .venv" >&2
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -e ".${extras:+[$extras]}" && touch "$stamp"
  fi
  stamp=.venv/rasid-neural-$(cksum <extras/rasid-neural/pyproject.toml | cut -d' ' -f1)
  if [ ! -e "$stamp" ]; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -e extras/rasid-neural ||
      echo "the second coder (extras/rasid-neural) could not be installed: rasid reads by the rules alone (rm $stamp: try again)" >&2
    touch "$stamp"
  fi
}
