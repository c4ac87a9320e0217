#!/usr/bin/env bash
# Makes the passwords of NATS and Redis, one for each role (and one for servers of a NATS cluster among themselves), and
# writes them into this project, where docker-compose.yml looks, or into the folder that is named:
#   .env             the passwords, for this user's eyes only
#   redis-users.acl  the users of Redis, with the digests of theirs
# What is there stays; delete .env to have new ones, then restart all.
set -euo pipefail
project=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(cd "${1:-$project}" && pwd)
environment=$folder/.env users=$folder/redis-users.acl

say() { echo "specline secrets: $*" >&2; }

# 192 bits, with a letter in front: NATS reads what looks like a number as one.
password() { printf 's%s' "$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')"; }

variables() {
  local cluster=$project/infra/kubernetes/components/nats-cluster/cluster.conf
  grep -oh 'SPECLINE_NATS_PASSWORD_[A-Z_]*' "$project/infra/nats/roles.conf" "$cluster"
  grep -o '{{[A-Z]*}}' "$project/infra/redis/users.acl" | sed 's/{{\(.*\)}}/SPECLINE_REDIS_PASSWORD_\1/'
}

if [[ -e $environment ]]; then
  say "$environment is there and stays as it is"
else
  umask 077
  for variable in $(variables); do echo "$variable=$(password)"; done >"$environment.new"
  mv "$environment.new" "$environment"
  say "wrote $environment"
fi

# Redis reads it as a user of its own, and has no variables.
umask 022
text=$(<"$project/infra/redis/users.acl")
for user in READER WRITER; do
  secret=$(sed -n "s/^SPECLINE_REDIS_PASSWORD_$user=//p" "$environment")
  [[ -n $secret ]] || { say "$environment has no SPECLINE_REDIS_PASSWORD_$user; delete it to have all made anew"; exit 1; }
  text=${text/"{{$user}}"/$(printf '%s' "$secret" | sha256sum | cut -d' ' -f1)}
done
printf '%s\n' "$text" >"$users"
say "wrote $users"
