#!/usr/bin/env bash
# Makes the passwords of NATS and Redis, one for each role, and writes them where docker-compose.yml looks:
#   .env                     the passwords, for this user's eyes only
#   infra/redis/users.local  the users of Redis, with the digests of theirs
# What is there stays; delete .env to have new ones, then restart all.
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly ENVIRONMENT=.env USERS=infra/redis/users.local

say() { echo "specline secrets: $*" >&2; }

# 192 bits, with a letter in front: NATS reads what looks like a number as one.
password() { printf 's%s' "$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')"; }

variables() {
  grep -o 'SPECLINE_NATS_PASSWORD_[A-Z_]*' infra/nats/roles.conf
  grep -o '{{[A-Z]*}}' infra/redis/users.acl | sed 's/{{\(.*\)}}/SPECLINE_REDIS_PASSWORD_\1/'
}

if [[ -e $ENVIRONMENT ]]; then
  say "$ENVIRONMENT is there and stays as it is"
else
  umask 077
  for variable in $(variables); do echo "$variable=$(password)"; done >"$ENVIRONMENT.new"
  mv "$ENVIRONMENT.new" "$ENVIRONMENT"
  say "wrote $ENVIRONMENT"
fi

# Redis reads it as a user of its own, and has no variables.
umask 022
users=$(<infra/redis/users.acl)
for user in READER WRITER; do
  secret=$(sed -n "s/^SPECLINE_REDIS_PASSWORD_$user=//p" "$ENVIRONMENT")
  [[ -n $secret ]] || { say "$ENVIRONMENT has no SPECLINE_REDIS_PASSWORD_$user; delete it to have all made anew"; exit 1; }
  users=${users/"{{$user}}"/$(printf '%s' "$secret" | sha256sum | cut -d' ' -f1)}
done
printf '%s\n' "$users" >"$USERS"
say "wrote $USERS"
