import type { Composing } from './composing.ts';

/** The open jobs of an aggregator; a partial whose job is not among them does not count. */
export interface JobBook {
  readonly open: ReadonlyMap<string, Composing>;
  /** Gives a composition a new job instead of the one that it has. */
  renew(composing: Composing, former: string | undefined): string;
  close(job: string | undefined): void;
}

/** Job ids are `<aggregator>.<n>`: new for each attempt, so that an old attempt's partial never joins a new one. */
export function jobBook(instance: string): JobBook {
  const open = new Map<string, Composing>();
  let count = 0;
  const close = (job: string | undefined): void => {
    if (job !== undefined) open.delete(job);
  };
  return {
    open,
    close,
    renew(composing, former) {
      close(former);
      count += 1;
      const job = `${instance}.${count}`;
      open.set(job, composing);
      return job;
    },
  };
}
