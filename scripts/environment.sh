# Sourced by scripts/demo and scripts/test: a virtual environment in .venv with Statecraft in it.
# POSIX sh, for Linux and macOS. Nothing outside the checkout is written but pip's and npm's caches.

say() {
    printf '%s\n' "$*" >&2
}

fail() {
    say "$@"
    exit 1
}

# The first Python from 3.11 on that can make virtual environments; $PYTHON goes before all.
# Versions that spaCy has wheels for come before whatever `python3` happens to be.
find_python() {
    without_venv=
    for candidate in ${PYTHON:+"$PYTHON"} python3.13 python3.12 python3.11 python3 python; do
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
        if "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then
            printf '%s\n' "$candidate"
            return
        fi
        without_venv=${without_venv:-$candidate}
    done
    if [ -n "$without_venv" ]; then
        fail "$without_venv cannot make virtual environments: its venv module is missing." \
            "On Debian or Ubuntu: sudo apt-get install python3-venv"
    fi
    fail "Statecraft needs Python 3.11 or newer, and none was found on the PATH." \
        "Install it (python.org, apt, dnf, brew), or name it: PYTHON=/path/to/python3 $0"
}

# What an installation depends on, in a few digits: it is repeated when any of it changes.
fingerprint() {
    {
        printf '%s\n' "$1"
        cat pyproject.toml scripts/hatch_build.py
        find graph/outputs/explorer -name node_modules -prune -o -type f -print |
            LC_ALL=C sort | xargs cat
    } | cksum
}

# prepare EXTRAS: make .venv if there is none that works, and install ".EXTRAS" into it if need be.
prepare() {
    if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$(find_python) || exit 1
        say "Making .venv with $("$python" --version) …"
        "$python" -m venv --clear .venv || fail "The virtual environment could not be made in .venv."
    fi
    wanted=$(fingerprint "$1")
    # The interpreter's own path: a checkout that was moved has scripts that point elsewhere.
    stamp=".venv/installed$(printf '%s' "$1" | tr -d '[]')"
    here=$(.venv/bin/python -c 'import sys; print(sys.prefix)')
    if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted $here" ] && [ -x .venv/bin/statecraft ]; then
        return
    fi
    say "Installing Statecraft and what it needs into .venv (some minutes the first time) …"
    PIP_ROOT_USER_ACTION=ignore PIP_DISABLE_PIP_VERSION_CHECK=1 \
        .venv/bin/python -m pip install --quiet --editable ".$1" ||
        fail "The installation failed; pip's words are above. Is the machine online?"
    printf '%s\n' "$wanted $here" >"$stamp"
}
