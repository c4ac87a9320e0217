/** The texts of this workspace that must know each service. */
export interface Places {
  readonly 'tsconfig.json': string;
  readonly 'docker-compose.yml': string;
  readonly 'infra/kubernetes/base/kustomization.yaml': string;
  readonly 'packages/cli/package.json': string;
}

/** What each file must say of a service. */
const mentions: { readonly [file in keyof Places]: (name: string) => string } = {
  'tsconfig.json': (name) => `"path": "services/${name}"`,
  'docker-compose.yml': (name) => `command: ["services/${name}/src/main.ts"]`,
  'infra/kubernetes/base/kustomization.yaml': (name) => `- ${name}.yaml`,
  'packages/cli/package.json': (name) => `"@specline/service-${name}"`,
};

/** The places that do not know a service, e.g. `tsconfig.json lacks "path": "services/image"`. */
export const missingPlaces = (name: string, places: Places): string[] =>
  Object.entries(mentions).flatMap(([file, mention]) =>
    places[file as keyof Places].includes(mention(name)) ? [] : [`${file} lacks ${mention(name)}`],
  );
