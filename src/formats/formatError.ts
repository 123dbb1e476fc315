/** A file is not what its format says; the message is one sentence that names the file, the place and the mend. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
}
