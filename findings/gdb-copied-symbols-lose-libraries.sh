#!/usr/bin/env bash
# gdb 13.1 (Debian's 13.1-3), a position-independent program: when its symbols are read from a copy of the executable,
# `symbol-file copy` beside `exec-file program`, gdb finds none of the shared libraries that the program has loaded but
# the loader itself, even with both files alike to the byte. Breakpoints by line work, so that only a backtrace
# through a library, or `info sharedlibrary`, shows it.
#
# Needs gcc and gdb. Output seen:
#
#   symbols from the program: ld-linux-x86-64.so.2 libc.so.6
#   symbols from a copy: ld-linux-x86-64.so.2
#
# Exits with 1 when it is otherwise.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > program.c <<'C'
#include <stdio.h>
int main(void) {
  return puts("here") < 0;
}
C
gcc -g -pie -fPIE -o program program.c
cp program copy
libraries() {
  gdb -nx -batch -ex 'set debuginfod enabled off' -ex 'exec-file program' -ex "symbol-file $1" \
    -ex 'break program.c:3' -ex run -ex 'info sharedlibrary' > log 2> errors || { cat errors; exit 1; }
  grep -q '^Breakpoint 1, main' log || { cat log; exit 1; }
  sed -n 's|^0x.*/\(.*\.so\.[0-9]*\)$|\1|p' log | sort | paste -sd' '
}
own="symbols from the program: $(libraries program)"
other="symbols from a copy: $(libraries copy)"
echo "$own"
echo "$other"
[[ $own == 'symbols from the program: ld-linux-x86-64.so.2 libc.so.6' ]]
[[ $other == 'symbols from a copy: ld-linux-x86-64.so.2' ]]
