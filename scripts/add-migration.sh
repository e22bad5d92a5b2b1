#!/usr/bin/env bash
# Adds a migration that fits every database: scripts/add-migration.sh <project> <name> [context]
#   scripts/add-migration.sh src/Modules/StaffAttendance/Platform.StaffAttendance AddShifts
# The project may also be named by its assembly, for example Platform.StaffAttendance. It is generated with the SQLite
# provider; then provider types are taken out, so that each provider picks its own. The result goes to Data/Migrations.
set -euo pipefail
cd "$(dirname "$0")/.."
if (($# < 2 || $# > 3)); then
    sed -n '2,5s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi

project="$1"
name="$2"
if [[ -d "$project" ]]; then
    project="$(find "$project" -maxdepth 1 -name '*.csproj' | head -n 1)"
elif [[ ! -f "$project" ]]; then
    project="$(find . -name "$1.csproj" -not -path '*/obj/*' | head -n 1)"
fi
if [[ -z "$project" || ! -f "$project" ]]; then
    echo "No project found for '$1'." >&2
    exit 2
fi
directory="$(dirname "$project")"
context=()
if (($# == 3)); then
    context=(--context "$3")
fi

dotnet tool restore >/dev/null
dotnet build "$project" -v quiet --nologo -p:RunAnalyzers=false -clp:ErrorsOnly
# The project is its own startup project: its IDesignTimeDbContextFactory makes the context.
dotnet ef migrations add "$name" --project "$project" --startup-project "$project" \
    --output-dir Data/Migrations "${context[@]}" --no-build -- --provider Sqlite

# Out go the byte order mark, the types in operations and in the model snapshot, and SQLite's own annotations.
find "$directory/Data/Migrations" -name '*.cs' -print0 | while IFS= read -r -d '' file; do
    perl -0pi -e '
        s/^\xEF\xBB\xBF//;
        s/,\s*(?:oldType|type): "[^"]*"//g;
        s/(?:oldType|type): "[^"]*",\s*//g;
        s/\(type: "[^"]*"\)/()/g;
        s/\s*\.HasColumnType\("[^"]*"\)//g;
        s/\s*\.(?:Has)?Annotation\("Sqlite:[^"]*", [^)]*\)//g;
    ' "$file"
    if grep -nE 'HasColumnType|type: "|oldType: "|Sqlite:' "$file" >&2; then
        echo "$file still names a provider." >&2
        exit 1
    fi
done
dotnet build "$project" -v quiet --nologo -p:RunAnalyzers=false -clp:ErrorsOnly
echo "Added $name to $directory/Data/Migrations."
