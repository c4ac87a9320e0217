/** One number of a page of metrics. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What a service tells, read as Prometheus reads it. */
export interface Page {
  /** Type and help of each family, by its name. */
  readonly families: ReadonlyMap<string, { readonly type: string; readonly help: string }>;
  readonly samples: readonly Sample[];
  /** The number under exactly these labels. @throws Error where there is none. */
  value(name: string, labels?: Readonly<Record<string, string>>): number;
}

const sampleForm = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const labelForm = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"(?:,|$)/gy;

/** Asks a service on this machine. */
export async function scrape(port: number): Promise<Page> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  if (response.status !== 200) throw new Error(`/metrics answered ${response.status}`);
  return readPage(await response.text());
}

/** @throws Error for a line that Prometheus would refuse. */
function readPage(text: string): Page {
  const lines = text.split('\n').filter((line) => line !== '');
  const types = comments(lines, 'TYPE');
  const help = comments(lines, 'HELP');
  const samples = lines.filter((line) => !line.startsWith('#')).map(readSample);
  return {
    families: new Map([...types].map(([name, type]) => [name, { type, help: help.get(name) ?? '' }])),
    samples,
    value(name, labels = {}) {
      const wanted = JSON.stringify(Object.entries(labels).sort());
      const found = samples.find(
        (sample) => sample.name === name && JSON.stringify(Object.entries(sample.labels).sort()) === wanted,
      );
      if (found === undefined) throw new Error(`no ${name} with ${wanted}`);
      return found.value;
    },
  };
}

function comments(lines: readonly string[], word: string): Map<string, string> {
  const found = lines.flatMap((line) => {
    const [, name, text] = new RegExp(`^# ${word} (\\S+) (.*)$`).exec(line) ?? [];
    return name === undefined || text === undefined ? [] : [[name, text] as const];
  });
  return new Map(found);
}

function readSample(line: string): Sample {
  const [, name, labels = '', value] = sampleForm.exec(line) ?? [];
  if (name === undefined) throw new Error(`no sample: ${line}`);
  const pairs = [...labels.matchAll(labelForm)].map(([, label = '', text = '']) => [label, text] as const);
  return { name, labels: Object.fromEntries(pairs), value: Number(value) };
}
