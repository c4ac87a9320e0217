/** One thing that stops an attack, how it is taken away, and the test that must notice. */
export interface Guard {
  /** How its row in docs/threat-model.md begins. */
  readonly attack: string;
  readonly file: string;
  /** Once in the file, to the letter. */
  readonly text: string;
  readonly without: string;
  readonly test: string;
  /** A part of the test's name; absent: any of the file. */
  readonly title?: string;
}
