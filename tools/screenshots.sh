#!/usr/bin/env bash
# Takes the pictures of the guides anew (docs/images) from a store of the bundled samples; with a folder as argument, pictures of every
# view there, in both languages, wide and narrow. Needs Chromium, Node.js and `npm ci` in tests/web_app.
set -euo pipefail
cd "$(dirname "$0")/.."

port=${RASID_SCREENSHOTS_PORT:-8799}
dir=$(mktemp -d)
trap 'kill "$server" 2>/dev/null; rm -rf "$dir"' EXIT
.venv/bin/rasid read src/rasid/samples/reports.jsonl --recorded published --store "$dir/s.sqlite" >/dev/null
.venv/bin/rasid serve --port "$port" --store "$dir/s.sqlite" 2>"$dir/log" &
server=$!
for _ in $(seq 300); do
  curl -fs "http://127.0.0.1:$port/api/v1/session" >/dev/null && break
  sleep 0.2
done
if [ $# -gt 0 ]; then
  node tests/web_app/screenshots.mjs "http://127.0.0.1:$port" "$(realpath -m "$1")" all
else
  node tests/web_app/screenshots.mjs "http://127.0.0.1:$port" docs/images
fi
