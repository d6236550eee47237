#!/usr/bin/env bash
# Runs a task of build.cake: ./build.sh <task> [options]; ./build.sh --help lists them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if ! dotnet --version >/dev/null 2>&1; then
  echo "Install the .NET 10 SDK (https://dotnet.microsoft.com/download/dotnet/10.0), and run ./build.sh again." >&2
  exit 1
fi

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet tool restore --verbosity quiet >/dev/null

case "${1:-}" in
  "" | -h | --help | help)
    echo "Usage: ./build.sh <task>"
    exec dotnet cake build.cake --description --verbosity=quiet
    ;;
  *)
    task="$1"
    shift
    exec dotnet cake build.cake --target="$task" --verbosity=minimal "$@"
    ;;
esac
