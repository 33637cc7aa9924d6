#!/usr/bin/env bash
# Builds the web app from frontend/ into src/rasid/web/static, which the wheel ships; needs Node.js 20 or newer. Commit what it built.
set -euo pipefail
cd "$(dirname "$0")/../frontend"
[ node_modules/.package-lock.json -nt package-lock.json ] || { npm ci && touch node_modules/.package-lock.json; }
npm run --silent build
cd ..
python3 tools/frontend_digest.py --write
du -sh src/rasid/web/static
