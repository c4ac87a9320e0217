import { setImmediate } from 'node:timers/promises';
import type { Schedule } from '../profile/schedule.ts';
import { Alarm } from './alarm.ts';
import type { Generated, GeneratorOptions } from './generator.ts';
import { Sender } from './sender.ts';

export interface OpenModelOptions extends GeneratorOptions {
  readonly schedule: Schedule;
  /** Requests that may be open at one time; more wait, and their wait is a part of their latency. */
  readonly maximumOpen: number;
}

/** So often it looks whether it was asked to end. */
const longestWaitMs = 50;
/** Behind the end, requests that were due before are still sent, late, for so long. */
const catchUpMs = 1_000;
/** While many are due, answers are taken in between. */
const sentInOneTurn = 32;

/**
 * Sends each request when its schedule says so, whatever became of those before it. One that goes out late keeps the
 * time at which it was meant to be sent, and its latency counts from there: a system that stands still is met by as many
 * requests as one that does not.
 */
export async function runOpenModel(options: OpenModelOptions): Promise<Generated> {
  const { schedule, signal, maximumOpen } = options;
  await using alarm = new Alarm();
  await alarm.wait(1); // its thread has started
  const sender = new Sender(options);
  while (!signal.aborted) {
    sender.throwIfFaulty();
    const due = schedule.timeOf(sender.sent) ?? schedule.durationMs;
    const now = sender.now();
    const isSent = sender.sent >= schedule.total;
    if (now >= schedule.durationMs + (isSent ? 0 : catchUpMs)) break;
    if (due > now) await alarm.wait(Math.min(due - now, longestWaitMs));
    else if (sender.open >= maximumOpen) await alarm.wait(1);
    else {
      void sender.send(due);
      if (sender.sent % sentInOneTurn === 0) await setImmediate();
    }
  }
  const endedAtMs = Math.min(sender.now(), schedule.durationMs);
  const notSent = Math.max(0, schedule.dueBefore(endedAtMs) - sender.sent);
  await sender.drain();
  return { sent: sender.sent, notSent, endedAtMs };
}
