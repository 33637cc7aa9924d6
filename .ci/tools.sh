#!/usr/bin/env bash
# Installs the programs that some tests run: Java for Spark, tesseract and poppler for scanned pages, a compiler for the library that
# FollowTheMoney brings, Chromium and Node.js for the web app. Needs root and apt; does nothing where all are there.
set -uo pipefail

wanted=()
need() { command -v "$1" >/dev/null 2>&1 || wanted+=("${@:2}"); }
need java openjdk-17-jre-headless
need pdftoppm poppler-utils
need tesseract tesseract-ocr
tesseract --list-langs 2>/dev/null | grep -qx ara || wanted+=(tesseract-ocr-ara)
need g++ g++
need chromium chromium fonts-noto-core
need node nodejs
need npm npm
pkg-config --exists icu-i18n 2>/dev/null || wanted+=(pkg-config libicu-dev python3-dev)

[ ${#wanted[@]} = 0 ] && exit 0
echo "installing ${wanted[*]}" >&2
[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || { echo "this needs root and apt" >&2; exit 1; }
apt-get update -q >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${wanted[@]}" >/dev/null
