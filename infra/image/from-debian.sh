#!/usr/bin/env bash
# Makes, where no image can be pulled, the images that this project stands on:
#   specline-debian        NATS, Redis and what the services' image needs, from Debian's packages
#   specline-debian-node   the same with Node, npm and the certificates that this machine trusts, to build that image
# An image that is there stays as it is; `docker image rm` it to have a new one.
#
# Needs Debian, root, and a container engine that answers; installs mmdebstrap where that is missing. Run it by
# `npm run images:debian`, which installs Node first.
set -euo pipefail

NODE=$(dirname "$0")/../../node_modules/node/bin/node
RELEASE=$(. /etc/os-release && echo "$VERSION_CODENAME")
PACKAGES=nats-server,redis-server,wget,libstdc++6

say() { echo "specline images: $*" >&2; }
is_there() { docker image inspect "$1" >/dev/null 2>&1; }

install_mmdebstrap() {
  command -v mmdebstrap >/dev/null && return
  say "installing Debian's mmdebstrap and what it needs, to make images:"
  apt-get update -q >&2
  DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends -o DPkg::Lock::Timeout=120 mmdebstrap >&2
}

# The machine's own sources for this release, so that what reaches its mirror here does so there; else Debian's.
sources() {
  local files=(/etc/apt/sources.list /etc/apt/sources.list.d/debian.sources)
  grep -lsw "$RELEASE" "${files[@]}" || true
}

make_debian() {
  is_there specline-debian && return
  install_mmdebstrap
  say "making specline-debian of Debian $RELEASE with $PACKAGES"
  # Redis keeps its data where the official image does, and as the same user.
  # shellcheck disable=SC2046
  mmdebstrap --quiet --variant=essential --include="$PACKAGES" \
    --customize-hook='chroot "$1" install --directory --owner=redis --group=redis /data' \
    "$RELEASE" - $(sources) | docker import - specline-debian >/dev/null
}

make_debian_node() {
  is_there specline-debian-node && return
  say "making specline-debian-node with Node $("$NODE" --version), npm $(npm --version) and this machine's certificates"
  local context
  context=$(mktemp -d)
  trap 'rm -rf "$context"' RETURN
  cp "$NODE" "$context/"
  npm install --silent --prefix "$context" "npm@$(npm --version)"
  cp /etc/ssl/certs/ca-certificates.crt "$context/"
  docker build --quiet --tag specline-debian-node --file - "$context" >/dev/null <<'DOCKERFILE'
FROM specline-debian
COPY node /usr/local/bin/
COPY node_modules /usr/local/lib/node_modules
RUN cd /usr/local/bin && ln -s ../lib/node_modules/npm/bin/npm-cli.js npm && ln -s ../lib/node_modules/npm/bin/npx-cli.js npx
COPY ca-certificates.crt /etc/ssl/certs/
ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
DOCKERFILE
}

make_debian
make_debian_node
