import type { CreateRequest, CredentialsSlice, NodeFacts } from '@specline/contracts';

/** What the credentials worker needs of a request. */
export const credentialsSlice = ({ node: name, container }: CreateRequest, node: NodeFacts): CredentialsSlice => ({
  node: name,
  container: container.Id,
  dockerRoot: node.dockerRoot,
  swarmManaged: container.SwarmManaged ?? false,
  securityOptions: container.HostConfig.SecurityOpt ?? [],
});
