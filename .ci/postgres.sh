#!/usr/bin/env bash
# Installs PostgreSQL if it is missing, starts a throw-away server of its own on 127.0.0.1 and prints the URL that the tests take
# as RASID_TEST_POSTGRES. `.ci/postgres.sh stop DIR` stops the server that lives in DIR. Needs root (for apt and for su).
set -euo pipefail

bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1; }

if [ "${1:-}" = stop ]; then
  su postgres -c "'$(bin)/pg_ctl' -D '$2/data' -m immediate stop" >&2
  exit 0
fi

if [ -z "$(bin)" ]; then
  apt-get update -q >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends postgresql >&2
fi

dir=${1:-$(mktemp -d)}
mkdir -p "$dir"
chmod 755 "$dir"
chown postgres "$dir"
port=${RASID_TEST_POSTGRES_PORT:-$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')}
su postgres -c "'$(bin)/initdb' -D '$dir/data' -U rasid -A trust -E UTF8 --locale=C.UTF-8 --no-sync" >&2
# Durability is of no use to a server that lives for one test run.
su postgres -c "'$(bin)/pg_ctl' -D '$dir/data' -l '$dir/log' -w -o '-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$dir -c fsync=off' start" >&2
su postgres -c "'$(bin)/createdb' -h 127.0.0.1 -p $port -U rasid rasid" >&2
echo "postgresql://rasid@127.0.0.1:$port/rasid"
