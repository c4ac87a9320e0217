import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const script = join(import.meta.dirname, '..', '..', 'infra', 'secrets', 'certificates.sh');

/** A certificate and its key. */
interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** Paths of PEM files of one authority, and of a server and a client that it vouches for. */
export interface Certificates extends Disposable {
  readonly folder: string;
  readonly ca: string;
  readonly client: Certificate;
}

/** Makes certificates for one suite as an operator does, in a folder of their own. */
export function makeCertificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'specline-tls-'));
  execFileSync(script, [folder], { stdio: 'pipe' });
  return {
    folder,
    ca: join(folder, 'ca.pem'),
    client: { cert: join(folder, 'client.pem'), key: join(folder, 'client.key') },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
