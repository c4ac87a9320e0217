/** As many as Specline has kinds; they decide nothing. */
export const workers = ['image', 'mounts', 'network', 'credentials', 'resources'] as const;

export const requests = 'minimum.create';

export const work = (worker: string): string => `minimum.work.${worker}`;
