import type { Integer } from './codec.ts';

/**
 * The part of the OCI runtime specification that is composed here.
 * Members stand in the order of the specification's Go structs, which is the order of the canonical form.
 */
export interface Spec {
  ociVersion: string;
  process: SpecProcess;
  root: { path: string; readonly?: true };
  hostname?: string;
  mounts?: SpecMount[];
  linux?: SpecLinux;
  windows: SpecWindows;
}

export interface SpecProcess {
  terminal?: true;
  consoleSize?: { height: Integer; width: Integer };
  user: { uid: 0; gid: 0; username?: string };
  args: string[];
  env?: string[];
  cwd: string;
  capabilities?: SpecCapabilities;
}

export interface SpecCapabilities {
  bounding?: readonly string[];
  effective?: readonly string[];
  inheritable?: readonly string[];
  permitted?: readonly string[];
}

export interface SpecMount {
  destination: string;
  type?: string;
  source?: string;
  options?: readonly string[];
}

export interface SpecLinux {
  resources: { devices?: readonly DeviceCgroupRule[] };
  namespaces: readonly { type: string }[];
  maskedPaths: readonly string[];
  readonlyPaths: readonly string[];
}

/** One rule of the device cgroup; -1 stands for any number. */
export interface DeviceCgroupRule {
  allow: true;
  type: string;
  major: Integer;
  minor: Integer;
  access: string;
}

export interface SpecWindows {
  layerFolders: readonly string[];
  devices?: readonly WindowsDevice[];
  resources: WindowsResources;
  credentialSpec?: string;
  ignoreFlushesDuringBoot?: true;
  hyperv?: Record<string, never>;
  network: WindowsNetwork;
}

export interface WindowsDevice {
  id: string;
  idType: string;
}

export interface WindowsResources {
  memory: { limit: Integer };
  cpu: { count: Integer; shares: number; maximum: number };
  storage: { iops: Integer; bps: Integer };
}

export interface WindowsNetwork {
  endpointList?: readonly string[];
  allowUnqualifiedDNSQuery?: true;
  DNSSearchList?: readonly string[];
  networkSharedContainerName?: string;
}
