import { InvalidSettings } from '@specline/bus';
import { unusable } from '../end/failure.ts';
import type { Backends } from './backends.ts';

/**
 * Serves HTTP beside the services of this process, as long as they are used. It takes another port where 8080 is taken,
 * unless SPECLINE_HTTP_PORT asks for one.
 *
 * @param use is told where it listens, e.g. `http://127.0.0.1:8080`.
 */
export async function withGateway<T>(backends: Backends, use: (address: string) => Promise<T>): Promise<T> {
  const gateway = await startGateway(backends);
  try {
    return await use(gateway.address);
  } finally {
    await gateway.stop();
  }
}

async function startGateway({ messages, journal, specline, inventory, settings, log }: Backends) {
  // What it stands on takes a while to load, and most commands need none of it.
  const { gatewaySettings, serveGateway } = await import('@specline/service-gateway');
  const anyPort = (process.env.SPECLINE_HTTP_PORT ?? '') === '';
  const { prefix } = settings;
  try {
    const wanted = gatewaySettings(process.env);
    return await serveGateway({ messages, journal, specline, inventory, log, prefix, settings: wanted, anyPort });
  } catch (cause) {
    throw cause instanceof InvalidSettings ? unusable(cause.message, { cause }) : cause;
  }
}
