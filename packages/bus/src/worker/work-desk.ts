import { compiledOf, decodeOurs, type Job, type Kind, workSchema } from '@specline/contracts';
import type { Log } from '../log/log.ts';
import type { Message, Messages } from '../messages.ts';
import type { Metrics } from '../metrics.ts';
import type { Spans } from '../spans.ts';
import type { Worker } from '../worker.ts';
import { Answers } from './answers.ts';
import { Expiry } from './expiry.ts';
import { errorsOf, stopping, tooManyOpen, tooSlow } from './failures.ts';
import { JobMeasures } from './job-measures.ts';
import { failedPartial, runJob } from './run-job.ts';

interface DeskOptions {
  readonly messages: Messages;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly spans: Spans;
  readonly timeoutMs: number;
  readonly maximumOpen: number;
  readonly maximumOpenBytes: number;
}

/** What is open of one work message. */
interface OpenWork {
  readonly jobs: readonly Job[];
  readonly bytes: number;
  readonly expiry: Expiry;
}

/** Takes work messages for one worker and answers them; holds no more open than its limits. */
export class WorkDesk<K extends Kind> {
  readonly #worker: Worker<K>;
  readonly #options: DeskOptions;
  readonly #open = new Map<OpenWork, Promise<void>>();
  readonly #measures: JobMeasures;
  #openJobs = 0;
  #openBytes = 0;

  constructor(worker: Worker<K>, options: DeskOptions) {
    this.#worker = worker;
    this.#options = options;
    this.#measures = new JobMeasures(options.metrics, { kind: worker.kind.kind, open: () => this.#openJobs });
  }

  get #kind(): Kind {
    return this.#worker.kind.kind;
  }

  take({ reply, text }: Message): void {
    const jobs = readWork(text);
    const about = { kind: this.#kind, bytes: text.length };
    if (reply === undefined || jobs === undefined) this.#measures.unreadable += 1;
    if (reply === undefined) this.#options.log.warning('work without a subject for its answer', about);
    else if (jobs === undefined) this.#options.log.warning('unreadable work', about);
    else this.#accept(jobs, text.length, new Answers(jobs.length, (message) => this.#publish(reply, message)));
  }

  /** Resolves when all that is open is answered; aborts what is not after the grace. */
  async clear(graceMs: number): Promise<void> {
    const grace = setTimeout(() => this.#abort(), graceMs);
    await Promise.all(this.#open.values());
    clearTimeout(grace);
  }

  #accept(jobs: readonly Job[], bytes: number, answers: Answers): void {
    const { timeoutMs } = this.#options;
    if (this.#isFull()) {
      const reason = tooManyOpen(this.#kind, this.#openJobs);
      for (const job of jobs) {
        this.#measures.answered('overloaded', 0);
        answers.add(failedPartial(job, this.#kind, errorsOf(reason, this.#kind)));
      }
    } else {
      const work = { jobs, bytes, expiry: new Expiry(timeoutMs, () => tooSlow(this.#kind, timeoutMs)) };
      this.#open.set(work, this.#do(work, answers));
    }
  }

  async #do(work: OpenWork, answers: Answers): Promise<void> {
    const { messages, log, spans } = this.#options;
    const around = { expiry: work.expiry, log, maximumBytes: messages.maximumBytes, measures: this.#measures, spans };
    this.#count(work, 1);
    await Promise.all(work.jobs.map(async (job) => answers.add(await runJob(this.#worker, job, around))));
    work.expiry.clear();
    this.#count(work, -1);
    this.#open.delete(work);
  }

  #count({ jobs, bytes }: OpenWork, sign: 1 | -1): void {
    this.#openJobs += sign * jobs.length;
    this.#openBytes += sign * bytes;
  }

  #isFull(): boolean {
    return this.#openJobs >= this.#options.maximumOpen || this.#openBytes >= this.#options.maximumOpenBytes;
  }

  #abort(): void {
    for (const { expiry } of this.#open.keys()) expiry.end(stopping(this.#kind));
  }

  #publish(reply: string, message: string): void {
    const { messages, log } = this.#options;
    try {
      messages.publish(reply, message);
    } catch (error) {
      log.failure('answer not sent', error, { kind: this.#kind });
    }
  }
}

/** The jobs of a work message; undefined where it is none. */
function readWork(text: string): readonly Job[] | undefined {
  try {
    return compiledOf(workSchema).parse(decodeOurs(text)).jobs;
  } catch {
    return undefined;
  }
}
