import { version } from '@specline/contracts';
import { away, type Finding, fault, ok, warning } from './finding.ts';

/** How long a gateway may take to look at NATS and Redis, in milliseconds. */
const patienceMs = 5_000;

/** Asks a gateway whether it is ready, and of which version it is. */
export async function gatewayFindings(url: string): Promise<readonly Finding[]> {
  try {
    const ready = await ask(url, 'readyz');
    if (ready.status === 200) return [ok('gateway', 'it is ready'), ...(await versionFindings(url))];
    const { detail } = (await ready.json().catch(() => ({}))) as { readonly detail?: unknown };
    if (ready.status === 503 && typeof detail === 'string')
      return [
        fault('gateway', `it is not ready: ${detail}`, 'see that what it names runs, and the log of the gateway'),
      ];
    return [fault('gateway', `what answers there is no gateway (status ${ready.status})`, 'correct --gateway')];
  } catch (error) {
    return [away('gateway', `it gives no answer (${reasonOf(error)})`, 'start it, or correct --gateway')];
  }
}

async function versionFindings(url: string): Promise<Finding[]> {
  const answer = await ask(url, 'openapi.json');
  const { info } = (await answer.json().catch(() => ({}))) as { readonly info?: { readonly version?: unknown } };
  const theirs = String(info?.version ?? 'unknown');
  if (theirs === version) return [];
  const text = `it is ${theirs}, this command is ${version}`;
  return [warning('gateway', text, 'upgrade gateway, services and command together')];
}

const ask = (url: string, page: string): Promise<Response> =>
  fetch(new URL(page, url.endsWith('/') ? url : `${url}/`), { signal: AbortSignal.timeout(patienceMs) });

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const { code, name } = cause as { readonly code?: unknown; readonly name?: unknown };
  return String(code ?? name ?? 'unknown');
}
