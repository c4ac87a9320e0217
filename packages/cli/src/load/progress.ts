import { type Progress, progressLine } from '@specline/load';

const plainEveryMs = 5_000;

export interface ProgressDisplay {
  tell(progress: Progress): void;
  /** Something else that is worth a line. */
  note(line: string): void;
  end(): void;
}

/** Shows how a run goes: on a terminal one line that changes, else a line now and then. */
export function progressDisplay(stream: NodeJS.WriteStream): ProgressDisplay {
  return stream.isTTY === true ? changingLine(stream) : plainLines(stream);
}

function changingLine(stream: NodeJS.WriteStream): ProgressDisplay {
  const clear = '\r\u001b[K';
  return {
    tell: (progress) => void stream.write(`${clear}${progressLine(progress).slice(0, (stream.columns ?? 80) - 1)}`),
    note: (line) => void stream.write(`${clear}${line}\n`),
    end: () => void stream.write(clear),
  };
}

function plainLines(stream: NodeJS.WriteStream): ProgressDisplay {
  let next = plainEveryMs;
  return {
    tell(progress) {
      if (progress.elapsedMs < next) {
        // A run of several parts begins anew.
        if (progress.elapsedMs < next - plainEveryMs) next = plainEveryMs;
        return;
      }
      next += plainEveryMs;
      stream.write(`${progressLine(progress)}\n`);
    },
    note: (line) => void stream.write(`${line}\n`),
    end: () => {},
  };
}
