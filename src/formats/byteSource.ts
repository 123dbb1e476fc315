/** Where bytes come from: a file handle, a virtual file, a buffer. */
export interface ByteSource {
  /** The file's name without folders, for messages. */
  readonly name: string;
  /** Length in bytes when it was opened. */
  readonly size: number;
  /**
   * The bytes from `offset`, exactly `length` of them; a source may put them into `into`, which is as long or longer.
   * @throws FormatError when the file ends before (it may have shrunk since it was opened).
   */
  read(offset: number, length: number, into?: Uint8Array): Promise<Uint8Array>;
  /** A file in the same folder, or in one within it, by plain names; `undefined` where there is none. A path is refused. */
  sibling(name: string, folder?: string): Promise<ByteSource | undefined>;
}
