import { decode, JsonError } from '@specline/contracts';

/** The document of a message; undefined where it has none. */
export function documentOf(text: string): unknown {
  try {
    return decode(text);
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}
