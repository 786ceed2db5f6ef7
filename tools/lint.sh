#!/usr/bin/env bash
# Every check of the source that is not a test, called by ./dev lint after a build: tools/lint.sh BUILD-DIR [CHECK…].
# Silent and 0 when good; each fault is a line that begins with its file.
set -uo pipefail
build=$1
shift

cores=$(nproc)
libraries='cairo expat freetype2 harfbuzz libcurl jansson libcrypto libmicrohttpd libpq libsodium libutf8proc libzip sqlite3 zlib'
# shellcheck disable=SC2086
flags="-std=gnu11 -D_GNU_SOURCE -DTHIDUA_VERSION=\\\"lint\\\" -I. -Isrc -I$build/src $(pkg-config --cflags $libraries)"

# -z everywhere: names may hold blanks
sources() { git ls-files -z --cached --others --exclude-standard "$@"; }

check_format() {
	sources '*.c' '*.h' | xargs -0 -r clang-format --dry-run -Werror 2>&1 | grep -E 'error:'
	return "${PIPESTATUS[1]}"
}

check_layers() { tools/layers.py "$build"; }

check_source() { tools/lint_source.py; }

# Every header compiles alone, without what banned.h happens to bring.
check_headers() {
	sources 'src/*.h' 'tests/*.h' | xargs -0 -r -P "$cores" -n 1 sh -c '
		echo "#include \"$1\"" | '"gcc $flags"' -Wall -Wextra -Werror -fsyntax-only -x c - 2>&1 ||
			{ echo "$1: does not compile alone"; exit 1; }' _
}

check_cppcheck() {
	cppcheck --quiet --enable=warning,portability,performance --std=c11 --inline-suppr -D__x86_64__ -j "$cores" \
		-Isrc "-I$build/src" --error-exitcode=1 --template='{file}:{line}: {message} [{id}]' \
		--suppress=missingIncludeSystem --suppress=internalAstError --suppress=returnDanglingLifetime \
		--suppress=autoVariables --suppress=syntaxError src 2>&1
}

# gcc's analyzer, where bytes from outside are read.
check_analyzer() {
	sources 'src/base/*.c' 'src/office/*.c' 'src/web/*.c' |
		xargs -0 -r -P "$cores" -n 4 sh -c '
			for f; do '"gcc $flags"' -include src/base/banned.h -O1 -fanalyzer -Werror -c -o /dev/null "$f" 2>&1 || bad=1; done; exit "${bad:-0}"' _ |
		grep -E 'error:'
	return "${PIPESTATUS[1]}"
}

check_tidy() { tools/lint_tidy.py "$build"; }

status=0
for check in "${@:-format layers source headers cppcheck analyzer tidy}"; do
	for name in $check; do
		"check_$name" || status=1
	done
done
exit "$status"
