import type { Composing, JobBook } from './composing.ts';

/** Job ids are `<aggregator>.<n>`: new for each attempt, so that an old attempt's partial never joins a new one. */
export function jobBook(instance: string): JobBook & { readonly jobs: ReadonlyMap<string, Composing> } {
  const jobs = new Map<string, Composing>();
  let count = 0;
  return {
    jobs,
    open(composing) {
      count += 1;
      const job = `${instance}.${count}`;
      jobs.set(job, composing);
      return job;
    },
    close: (job) => void jobs.delete(job),
  };
}
