import {
  type CredentialLookups,
  type CredentialsFacts,
  type CredentialsInventory,
  type CredentialsSlice,
  type PartialError,
  type PartialWarning,
  type Resolution,
  shown,
  wording,
} from '@specline/contracts';
import { foldCase } from '@specline/windows';
import { problem, warning } from '../problem.ts';
import { fileLocation } from './file-location.ts';
import { parseOption } from './option.ts';
import { readCredentialSpec } from './read.ts';

/** A credential spec and the place of its option. */
interface Found {
  readonly spec: string;
  readonly index: number;
}

const place = (index: number) => ({ field: `container.HostConfig.SecurityOpt[${index}]`, on: 'windows' }) as const;

/** What the options ask the node for, so that all can be read in one go. */
export function credentialLookups(slice: CredentialsSlice): CredentialLookups {
  const lookups = { files: [] as string[], registry: [] as string[], configs: [] as string[] };
  for (const text of slice.securityOptions) {
    const option = parseOption(text, slice.swarmManaged);
    if ('refusal' in option) continue;
    if (option.source === 'registry') lookups.registry.push(foldCase(option.value));
    if (option.source === 'config') lookups.configs.push(option.value);
    const location = option.source === 'file' ? fileLocation(option.value, slice.dockerRoot) : undefined;
    if (location !== undefined && 'name' in location) lookups.files.push(location.name);
  }
  return lookups;
}

/**
 * Decides the credential spec (behaviour: credential spec). All options are checked and read; the last one wins,
 * and if it yields nothing there is none. All of it counts for Windows images only.
 */
export function resolveCredentials(slice: CredentialsSlice, known: CredentialsInventory): Resolution<CredentialsFacts> {
  const errors: PartialError[] = [];
  const specs: Found[] = [];
  slice.securityOptions.forEach((text, index) => {
    const result = readCredentialSpec(parseOption(text, slice.swarmManaged), slice, known);
    if ('words' in result) errors.push(problem('credential-spec', result.code, result.words, place(index)));
    else specs.push({ spec: result.spec, index });
  });
  const last = specs.at(-1)?.spec ?? '';
  const warnings = [...replacedWarnings(specs), ...emptyWarning(specs)];
  return { facts: last === '' ? {} : { credentialSpec: last }, errors, warnings };
}

const replacedWarnings = (specs: readonly Found[]): PartialWarning[] =>
  specs.slice(0, -1).map(({ index }, position) => {
    const words = wording`credential spec ${shown(position + 1)} of ${shown(specs.length)} is not used: the last one wins`;
    return warning('credential-spec-replaced', words, place(index));
  });

function emptyWarning(specs: readonly Found[]): PartialWarning[] {
  const last = specs.at(-1);
  if (last?.spec !== '') return [];
  const words = wording`the last credential spec is empty, so none is set`;
  return [warning('credential-spec-empty', words, place(last.index))];
}
