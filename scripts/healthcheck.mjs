// Whether the service of this container is well: exit code 0, else 1. Asks what is named (`/readyz`), or else whether
// the process lives. Run by the image's own Node, so that the image needs no curl.

const [path = '/healthz'] = process.argv.slice(2);
const { SPECLINE_METRICS_PORT: port } = process.env;
const answer = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(2_500) }).catch(() => {});
process.exit(answer?.ok ? 0 : 1);
