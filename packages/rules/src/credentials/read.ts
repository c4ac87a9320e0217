import {
  type CredentialsInventory,
  type CredentialsSlice,
  type ErrorCode,
  shown,
  type Wording,
  wording,
} from '@specline/contracts';
import { foldCase } from '@specline/windows';
import { goQuote } from '../go-quote.ts';
import { fileLocation } from './file-location.ts';
import type { Option } from './option.ts';

/** A credential spec, or why there is none. */
export type ReadResult = { spec: string } | { code: ErrorCode; words: Wording };

const registryKey = 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Virtualization\\Containers\\CredentialSpecs';

const refused = (words: Wording): ReadResult => ({ code: 'invalid-parameter', words });

/** Reads what an option names from what the node knows (behaviour: credential spec). */
export function readCredentialSpec(option: Option, slice: CredentialsSlice, known: CredentialsInventory): ReadResult {
  if ('refusal' in option) return refused(option.refusal);
  switch (option.source) {
    case 'raw':
      return { spec: option.value };
    case 'file':
      return fromFile(option.value, slice, known);
    case 'registry':
      return fromRegistry(option.value, slice, known);
    case 'config':
      return fromConfig(option.value, known);
  }
}

function fromFile(value: string, slice: CredentialsSlice, known: CredentialsInventory): ReadResult {
  const location = fileLocation(value, slice.dockerRoot);
  if ('refusal' in location) return refused(location.refusal);
  const spec = known.files.get(location.name);
  if (spec !== undefined) return { spec };
  return refused(
    wording`credential spec for container ${shown(slice.container)} could not be read from file ${goQuote(location.full)}: open ${location.full}: The system cannot find the file specified.`,
  );
}

function fromRegistry(name: string, slice: CredentialsSlice, known: CredentialsInventory): ReadResult {
  const container = shown(slice.container);
  const quoted = goQuote(name);
  if (known.registry === null) {
    return refused(
      wording`failed handling spec ${quoted} for container ${container} - registry key ${shown(registryKey)} could not be opened: The system cannot find the file specified.`,
    );
  }
  const value = known.registry.get(foldCase(name));
  if (typeof value === 'string') return { spec: value };
  if (value === undefined) {
    return refused(wording`registry credential spec ${quoted} for container ${container} was not found`);
  }
  return refused(
    wording`error reading credential spec ${quoted} from registry for container ${container}: unexpected key value type`,
  );
}

function fromConfig(id: string, known: CredentialsInventory): ReadResult {
  const spec = known.configs.get(id);
  if (spec !== undefined) return { spec };
  return { code: 'system', words: wording`error getting value from config store: config ${id} not found` };
}
