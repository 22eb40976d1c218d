#!/bin/sh
# The browser for the tests: installed when root, otherwise named in one line.
set -eu
if command -v chromium >/dev/null 2>&1; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -q
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium
else
    echo "The browser tests need Chromium: install the package “chromium” and run this again." >&2
    exit 1
fi
