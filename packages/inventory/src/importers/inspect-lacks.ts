import { type Container, type OutcomeWarning, shown, type Wording, wording } from '@specline/contracts';

/** What a container may have and `docker inspect` never prints; it is taken as absent. */
export function inspectLacks({ HostConfig, NetworkSharedContainerID }: Container): OutcomeWarning[] {
  const warnings = [
    lacks(
      'container.SecretReferences',
      wording`docker inspect tells no secrets and configs: the container is taken to have none`,
    ),
  ];
  const networkMode = HostConfig.NetworkMode ?? '';
  if (!networkMode.startsWith('container:')) return warnings;
  warnings.push(
    lacks(
      'container.SharedEndpointList',
      wording`docker inspect tells no endpoints of the container whose network is shared (${shown(networkMode)}): they are left out`,
    ),
  );
  if (NetworkSharedContainerID === undefined) {
    warnings.push(
      lacks(
        'container.NetworkSharedContainerID',
        wording`docker inspect tells no id of the container whose network is shared (${shown(networkMode)}): it is left out`,
      ),
    );
  }
  return warnings;
}

const lacks = (field: string, words: Wording): OutcomeWarning => ({
  code: 'inspect-lacks',
  kind: 'request',
  field,
  ...words,
});
