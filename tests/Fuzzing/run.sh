#!/usr/bin/env bash
# Fuzzes a target, guided by coverage: tests/Fuzzing/run.sh TARGET [SECONDS]. Needs afl-fuzz (Debian: afl++).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

target="${1:?Name a target: header, jpeg, png or photo.}"
seconds="${2:-600}"
work="artifacts/fuzzing"
command -v afl-fuzz >/dev/null || { echo "Install afl-fuzz: apt-get install afl++" >&2; exit 1; }

[ -x "$work/tools/sharpfuzz" ] ||
  dotnet tool install SharpFuzz.CommandLine --version 2.3.0 --tool-path "$work/tools"
rm -rf "$work/program"
dotnet publish tests/Fuzzing -c Release -o "$work/program" --nologo -v quiet
"$work/tools/sharpfuzz" "$work/program/ClothesClassification.Inference.dll"

program="$work/program/ClothesClassification.Fuzzing.dll"
[ -d "$work/$target-seeds" ] || dotnet "$program" "$target" --seeds "$work/$target-seeds"

# The program is not compiled for AFL, cores go to no program of the system's, and a machine that scales its clock is none
# that AFL has to stop at.
export AFL_SKIP_BIN_CHECK=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_SKIP_CPUFREQ=1 AFL_NO_UI=1 AFL_AUTORESUME=1
exec afl-fuzz -i "$work/$target-seeds" -o "$work/$target-findings" -V "$seconds" -t 5000 -m none \
  -- dotnet "$program" "$target"
