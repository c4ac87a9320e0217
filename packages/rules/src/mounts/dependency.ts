import type { MountsInventory, MountsSlice, SecretReference, Step } from '@specline/contracts';
import { isAbsolute, join } from '@specline/windows';

/** A secret or config that a container refers to. */
interface Reference {
  readonly id: string;
  /** Absent: the reference is no file target. */
  readonly file: NonNullable<SecretReference['File']> | undefined;
}

/** What secrets and configs have in common, and where they differ. */
export interface Dependency {
  readonly word: 'secret' | 'config';
  readonly field: 'SecretReferences' | 'ConfigReferences';
  readonly references: readonly Reference[];
  /** Below the container's folder on the host. */
  readonly hostFolder: string;
  /** Where the container sees the host folder. */
  readonly internalFolder: string;
  readonly step: 'writeSecret' | 'writeConfig';
  readonly directoryStep: Step;
  readonly linkStep: Step;
  /** Where the link to the file is, in the container. */
  readonly linkPath: (fileName: string) => string;
  /** Which ids the node's swarm agent holds. */
  readonly held: (known: MountsInventory) => ReadonlySet<string>;
}

const secretTargets = 'C:\\ProgramData\\Docker\\secrets';

/** Secrets, then configs, the reference's order in every step; only those that the container refers to. */
export const usedDependencies = (slice: MountsSlice): readonly Dependency[] => [
  ...(slice.secretReferences.length > 0 ? [secrets(slice)] : []),
  ...(slice.configReferences.length > 0 ? [configs(slice)] : []),
];

const secrets = ({ secretReferences }: MountsSlice): Dependency => ({
  word: 'secret',
  field: 'SecretReferences',
  references: secretReferences.map(({ SecretID, File }) => ({ id: SecretID, file: File ?? undefined })),
  hostFolder: 'mounts\\secrets',
  internalFolder: 'C:\\ProgramData\\Docker\\internal\\secrets',
  step: 'writeSecret',
  directoryStep: 'secret-directory',
  linkStep: 'secret-links',
  linkPath: (fileName) => (isAbsolute(fileName) ? fileName : join(secretTargets, fileName)),
  held: (known) => known.secrets,
});

const configs = ({ configReferences }: MountsSlice): Dependency => ({
  word: 'config',
  field: 'ConfigReferences',
  references: configReferences.map(({ ConfigID, File }) => ({ id: ConfigID, file: File ?? undefined })),
  hostFolder: 'configs',
  internalFolder: 'C:\\ProgramData\\Docker\\internal\\configs',
  step: 'writeConfig',
  directoryStep: 'config-directory',
  linkStep: 'config-links',
  linkPath: (fileName) => fileName,
  held: (known) => known.configs,
});
