#!/usr/bin/env bash
# Finds a Chromium for the browser tests: one that is installed, else Playwright's own, else the system's package.
set -eu
python=$1
for name in chromium chromium-browser google-chrome google-chrome-stable; do
  if command -v "$name" >/dev/null; then exit 0; fi
done
if [ -n "${ASTRA_CHROMIUM:-}" ] && [ -x "$ASTRA_CHROMIUM" ]; then exit 0; fi
cache="${PLAYWRIGHT_BROWSERS_PATH:-$HOME/.cache/ms-playwright}"
if compgen -G "$cache/chromium-*" >/dev/null; then exit 0; fi
echo "No Chromium found; trying Playwright's …"
if env -u PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD timeout 300 "$python" -m playwright install chromium >/dev/null 2>&1; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "… and now the system's package."
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null && exit 0
fi
echo "The browser tests need Chromium: install it (Debian and Ubuntu: apt install chromium) or set ASTRA_CHROMIUM to its path."
exit 1
