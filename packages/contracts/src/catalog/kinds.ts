/** The kinds of worker, in the order in which their work is published. */
export const kinds = ['image', 'mounts', 'network', 'credentials', 'resources'] as const;

export type Kind = (typeof kinds)[number];
