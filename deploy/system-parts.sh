#!/bin/sh
# What the tests need of the system: Chromium, and PostgreSQL for the intake's second database.
# Installed when root, otherwise named in one line. Without PostgreSQL its tests are skipped.
set -eu

is_there() {
    command -v "$1" >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/"$1" >/dev/null 2>&1
}

install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 1
    apt-get update -q
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$1"
}

if ! is_there initdb && ! install postgresql; then
    echo "No PostgreSQL: its tests are skipped. Install the package “postgresql” to run them." >&2
fi
if ! is_there chromium && ! install chromium; then
    echo "The browser tests need Chromium: install the package “chromium” and run this again." >&2
    exit 1
fi
