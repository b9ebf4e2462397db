#!/usr/bin/env bash
# A provider in plain Redis commands: takes the next search that is requested, says what it found, and ends.
#
#   REDIS_URL=redis://127.0.0.1:6379 examples/redis-cli-provider/provider.sh
#
# This one knows no flights, so it finds nothing. Offers go into a result: contract/result.example.json shows some.
set -euo pipefail

redis() { "${REDIS_CLI_BIN:-redis-cli}" -e --no-auth-warning -u "${REDIS_URL:-redis://127.0.0.1:6379}" "$@"; }

# The bell makes gateways read at once. Without it they look within about a second.
say() {
  local position
  position=$(redis XADD "$stream" NOMKSTREAM '*' status "$1" payload "$2")
  [[ -n $position ]] || { echo "search $id is gone" >&2; exit 1; }
  redis PUBLISH "flight.search.bell:{$stream}" 1 >/dev/null
}

redis XGROUP CREATE flight.search.requests providers 0 MKSTREAM >/dev/null 2>&1 || true # It may be there.
{ read -r _; read -r request; read -r _; read -r id; read -r _; read -r criteria; } < <(
  redis XREADGROUP GROUP providers "bash-$$" COUNT 1 BLOCK 60000 STREAMS flight.search.requests '>'
) || { echo 'nobody requested a search within a minute' >&2; exit 1; }
stream="flight.search.results:$id"
echo "asked for $criteria"

supplier='"supplier_id":"bash"'
say processing "{\"search_id\":\"$id\",\"provider_id\":\"bash-$$\",\"suppliers\":[{$supplier,\"name\":\"Bash\"}],\"started_at\":\"$(date -u +%FT%TZ)\"}"
say result "{\"search_id\":\"$id\",$supplier,\"supplier_status\":\"empty\",\"offers\":[],\"itineraries\":[],\"dictionaries\":{\"airports\":{},\"carriers\":{}},\"removed\":[],\"progress\":{\"percent\":99,\"answered\":1,\"total\":1,\"offers\":0}}"
say completed "{\"search_id\":\"$id\",\"outcome\":\"complete\",\"suppliers\":[{$supplier,\"status\":\"empty\",\"offers\":0}],\"totals\":{\"offers\":0,\"itineraries\":0,\"results\":1},\"duration_ms\":$((SECONDS * 1000))}"
redis XACK flight.search.requests providers "$request" >/dev/null
