#!/usr/bin/env bash
# Makes an authority of one's own, a certificate for the servers (NATS and Redis) and one for the clients, in a folder:
#   infra/secrets/certificates.sh FOLDER [NAME…]     NAME: DNS names and addresses by which the servers are called
#   ca.pem ca.key, server.pem server.key, client.pem client.key
# Keep ca.key away from every server. Who has an authority already needs none of this. They hold for a year.
set -euo pipefail
folder=${1:?write the folder that the certificates go to} && shift
names=("$@") && ((${#names[@]})) || names=(localhost 127.0.0.1 nats redis)
mkdir -p "$folder" && cd "$folder"
umask 077
days=365 key=(-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes)

say() { echo "specline certificates: $*" >&2; }
if [[ -e ca.key ]]; then say "$folder has an authority, which stays as it is: delete ca.key to have all made anew"; exit 1; fi

for name in "${names[@]}"; do
  [[ $name =~ ^[0-9.]+$|: ]] && kind=IP || kind=DNS
  extension+=${extension:+,}$kind:$name
done
openssl req -x509 "${key[@]}" -keyout ca.key -out ca.pem -days "$days" -subj '/CN=Specline authority' 2>/dev/null
for who in server client; do
  openssl req "${key[@]}" -keyout "$who.key" -out "$who.csr" -subj "/CN=specline-$who" 2>/dev/null
  openssl x509 -req -in "$who.csr" -out "$who.pem" -CA ca.pem -CAkey ca.key -CAcreateserial -days "$days" \
    -extfile <(echo "subjectAltName=$extension") 2>/dev/null
  rm "$who.csr"
done
say "wrote certificates for ${names[*]} to $folder"
