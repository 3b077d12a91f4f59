#!/bin/sh
# What the tests need beyond Python: Debian packages.
#   install-system-packages.sh        install what is missing, by apt, where we may
#   install-system-packages.sh --left say what is still missing, and which tests it leaves out; exit 1 if anything is
set -u

# A line for each package that is missing: its name, and what is left out without it.
missing() {
    "${PYTHON:-python3}" -c 'import ensurepip' 2>/dev/null || echo "python3-venv|everything"
    command -v chromium >/dev/null || echo "chromium|tests in a real browser"
    ls /usr/lib/*/libatomic.so.1 >/dev/null 2>&1 || echo "libatomic1|tests in a real browser"
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || echo "postgresql|tests on PostgreSQL"
    command -v javac >/dev/null || echo "$(java_package)|validation of papers by veraPDF"
    [ -e /usr/share/java/jaxb-runtime.jar ] || echo "libjaxb-java|validation of papers by veraPDF"
    command -v pdftotext >/dev/null || echo "poppler-utils|reading papers back"
    [ -d /usr/share/fonts/truetype/nanum ] || echo "fonts-nanum|Hangul on the browser's screen"
}

java_package() {
    if apt-cache show openjdk-17-jdk-headless >/dev/null 2>&1; then
        echo openjdk-17-jdk-headless
    else
        echo default-jdk-headless
    fi
}

install() {
    as_root apt-get update --quiet=2 || { sleep 5; as_root apt-get update --quiet=2; }
    # Asked after the update: only now is it known which Java there is.
    # shellcheck disable=SC2046  # one word a package
    as_root apt-get install --yes --quiet=2 --no-install-recommends $(missing | cut -d '|' -f 1)
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo -n env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

may_install() {
    command -v apt-get >/dev/null || return 1
    [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null
}

left=$(missing)
[ -n "$left" ] || exit 0

if [ "${1:-}" = --left ]; then
    {
        echo "======================================================================"
        echo "THESE TESTS ARE LEFT OUT, because system packages are missing:"
        echo "$left" | while IFS='|' read -r package what; do
            echo "  $what (Debian: apt-get install $package)"
        done
        echo "======================================================================"
    } >&2
    exit 1
fi

if may_install; then
    install
fi
exit 0
