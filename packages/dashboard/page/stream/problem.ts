/** What the gateway says where it cannot answer: a problem document, RFC 9457. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
}

/** Reads what is said, and makes do where it is no problem of ours: a proxy's page, say. */
export function problemIn(text: string, status: number): Problem {
  const said = membersOf(text);
  const code = typeof said.code === 'string' ? said.code : 'unknown';
  const detail = typeof said.detail === 'string' ? said.detail : `the answer is ${status}, and does not say why`;
  return { status, code, detail };
}

function membersOf(text: string): { readonly code?: unknown; readonly detail?: unknown } {
  try {
    const document: unknown = JSON.parse(text);
    return typeof document === 'object' && document !== null ? document : {};
  } catch {
    return {};
  }
}

/** Whether a token is asked for, or another one. */
export const isRefusal = ({ status }: Problem): boolean => status === 401 || status === 403;
