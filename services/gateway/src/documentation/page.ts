import { encode } from '@specline/contracts';
import type { OpenApiDocument, Operation } from './document.ts';

/** The document as a page for people: no script, nothing from elsewhere. */
export function documentationPage({ info, paths }: OpenApiDocument): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => operationPart(`${method.toUpperCase()} ${path}`, operation)),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(info.title)} ${text(info.version)}</title>
<link rel="stylesheet" href="/docs/style.css">
</head>
<body>
<main>
<h1>${text(info.title)} <small>${text(info.version)}</small></h1>
<p>${text(info.description)}</p>
<p><a href="/openapi.json">openapi.json</a> · <a href="/docs/errors.md">Errors</a></p>
${operations.join('\n')}
</main>
</body>
</html>
`;
}

function operationPart(name: string, operation: Operation): string {
  const { summary, security, parameters, requestBody, responses } = operation;
  const scopes = security.flatMap(({ token }) => token);
  const access = scopes.length === 0 ? 'for everybody' : `a token with the scope ${scopes.join(', ')}`;
  return `<section>
<h2><code>${text(name)}</code></h2>
<p>${text(summary)} <small>${text(access)}</small></p>
${parameters.length === 0 ? '' : schemaPart('Parameters', parameters)}
${requestBody === undefined ? '' : schemaPart('Body', requestBody.content)}
${schemaPart('Answers', responses)}
</section>`;
}

const schemaPart = (title: string, schema: unknown): string =>
  `<details><summary>${title}</summary><pre>${text(encode(schema, 2))}</pre></details>`;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const text = (raw: string): string => raw.replace(/[&<>"]/g, (character) => entities[character] ?? '');

export const documentationStyle = `:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
section { border-top: 1px solid; margin-top: 1.5rem; }
h2 { font-size: 1.1rem; }
small { opacity: 0.75; }
pre { overflow-x: auto; padding: 0.5rem; border: 1px solid; }
`;
