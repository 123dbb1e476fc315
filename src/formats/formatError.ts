/** A file is not what its format says; the message is one sentence that names the file, the place and the mend. */
export class FormatError extends Error {
  override readonly name = 'FormatError';

  /** Names from a broken file may hold anything: control characters become blanks, so that the message stays one line. */
  constructor(message: string) {
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    super(message.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' '));
  }
}
