import type { Journal } from '@specline/bus';
import type { AppendCounts } from '../counts.ts';

/** What recording needs of a journal. */
export type Recording = Pick<Journal, 'last' | 'lastOnReplica' | 'appendFirst' | 'appendOnce'>;

/** The journal, with what is recorded in it counted. */
export function countedRecording(journal: Recording, counts: AppendCounts): Recording {
  const counted = async <T>(append: Promise<T>): Promise<T> => {
    try {
      const appended = await append;
      counts.done += 1;
      return appended;
    } catch (error) {
      counts.failed += 1;
      throw error;
    }
  };
  return {
    last: (...question) => journal.last(...question),
    lastOnReplica: (...question) => journal.lastOnReplica(...question),
    appendFirst: (...entry) => counted(journal.appendFirst(...entry)),
    appendOnce: (...entry) => counted(journal.appendOnce(...entry)),
  };
}
