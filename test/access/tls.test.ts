import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort, startNats, startRedis, type TestServer } from '@specline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serving, startService } from '../processes/services.ts';
import { type Certificates, makeCertificates } from './certificates.ts';

const configuration = (server: string): Promise<string> =>
  readFile(join(import.meta.dirname, '..', '..', 'infra', server, 'tls.conf'), 'utf8');

// A server in a container does not see the files of this machine.
describe.skipIf(process.env.SPECLINE_TEST_SERVERS === 'containers')('a service over TLS', () => {
  let certificates: Certificates;
  let nats: TestServer;
  let redis: TestServer;
  let env: Record<string, string>;

  beforeAll(async () => {
    certificates = makeCertificates();
    const { folder, ca, client } = certificates;
    const tlsPort = await freePort();
    const own = (text: string): string => text.replaceAll('/etc/specline/tls', folder);
    [nats, redis] = await Promise.all([
      startNats({ config: own(await configuration('nats')) }),
      // Beside the port that the test's own server is asked on.
      startRedis({
        persistent: true,
        config: own(await configuration('redis')).replace(/^port 0\ntls-port \d+$/m, `tls-port ${tlsPort}`),
      }),
    ]);
    env = {
      NATS_URL: `tls://localhost:${nats.port}`,
      REDIS_URL: `rediss://localhost:${tlsPort}`,
      SPECLINE_TLS_CA_FILE: ca,
      SPECLINE_TLS_CERT_FILE: client.cert,
      SPECLINE_TLS_KEY_FILE: client.key,
    };
  });
  afterAll(async () => {
    await Promise.all([nats.stop(), redis.stop()]);
    certificates[Symbol.dispose]();
  });

  it('reaches servers that demand certificates of its own', async () => {
    await using service = await startService('image', env);
    await serving(service);
    expect(service.stderr()).not.toContain('node inventory is away');
  });

  it('does not trust servers of an authority that it was not told of', async () => {
    const { SPECLINE_TLS_CA_FILE: _, ...untold } = env;
    await using service = await startService('resources', untold);
    expect(await service.exited).toBe(1);
    expect(service.stderr()).toContain('its certificate is not trusted; give its authority by SPECLINE_TLS_CA_FILE');
  });

  it('trusts no Redis of such an authority either', async () => {
    await using plain = await startNats();
    const { SPECLINE_TLS_CA_FILE: _, ...untold } = env;
    await using service = await startService('image', { ...untold, NATS_URL: plain.url });
    await service.waitForLine((line) => line.includes('node inventory is away'));
  });

  it('is not let in without its certificate', async () => {
    const { SPECLINE_TLS_CERT_FILE: _, SPECLINE_TLS_KEY_FILE: __, ...anonymous } = env;
    await using service = await startService('resources', anonymous);
    expect(await service.exited).toBe(1);
    expect(service.stderr()).toContain('does it want a certificate of ours (SPECLINE_TLS_CERT_FILE)');
  });

  it.each(['CA', 'CERT', 'KEY'])('names a %s file that cannot be read', async (which) => {
    await using service = await startService('image', { ...env, [`SPECLINE_TLS_${which}_FILE`]: '/no/such.pem' });
    expect(await service.exited).toBe(1);
    expect(service.stderr()).toBe(
      `specline image: SPECLINE_TLS_${which}_FILE is "/no/such.pem": write the path of a PEM file that can be read\n`,
    );
  });
});
