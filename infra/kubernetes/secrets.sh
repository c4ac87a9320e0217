#!/usr/bin/env bash
# Writes the Secrets that the manifests name:
#
#   infra/kubernetes/secrets.sh | kubectl apply -f -
#
# Passwords are those of infra/secrets/make.sh in this project, or in the folder that is named; it makes them where there
# are none. The tokens of the gateway are those in tokens.json there, or none: `specline token create` prints entries.
set -euo pipefail
here=$(dirname "$0")
folder=$(cd "${1:-$here/../..}" && pwd)
"$here/../secrets/make.sh" "$folder"

secret() { printf -- '---\napiVersion: v1\nkind: Secret\nmetadata: { name: %s, namespace: specline }\nstringData:\n' "$1"; }
passwords() { sed -n "s/^\($1[A-Z_]*\)=\(.*\)$/  \1: \2/p" "$folder/.env"; }
file() { printf '  %s: |\n' "$1"; sed 's/^/    /' "$2"; }

secret nats-passwords
passwords SPECLINE_NATS_PASSWORD_
secret redis-passwords
passwords SPECLINE_REDIS_PASSWORD_
secret redis-users
file users.acl "$folder/redis-users.acl"
secret gateway-tokens
tokens=$folder/tokens.json
[[ -e $tokens ]] || tokens=$here/../gateway/tokens.json
file tokens.json "$tokens"
