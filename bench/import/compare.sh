#!/bin/sh
# Imports a million rows, and copies the same rows into an equal table with psql: seconds and memory of both.
# DATABASE_URL must name an empty database that may be filled. Run from the project's folder after `npm run build`.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

awk 'BEGIN {
  print "indicator,area,period,value,status"
  for (s = 0; s < 10000; s++) for (m = 0; m < 100; m++)
    printf "I%03d,A%03d,%d-%02d,%.2f,A\n", s % 100, int(s / 100), 2010 + int(m / 12), m % 12 + 1, ((s * 7919 + m * 104729) % 1000003) / 100
}' >"$dir/rows.csv"

echo "kho import:"
/usr/bin/time -f "%e s, %M KB" node dist/src/main.js import "$dir/rows.csv" --create all --agency A --agency-kind CENTRAL --area-level 1 --set unit=U

psql "$DATABASE_URL" -qc "\copy observation TO '$dir/rows.tsv'" \
  -c "CREATE TABLE import_bench (LIKE observation INCLUDING ALL)" -c "CHECKPOINT"
printf "%s\n" "psql copy:"
/usr/bin/time -f "%e s" psql "$DATABASE_URL" -qc "\copy import_bench FROM '$dir/rows.tsv'"
psql "$DATABASE_URL" -qc "DROP TABLE import_bench"
