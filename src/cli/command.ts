/** One of the program's commands. */
export interface Command {
  /** The line to type, what it does, its options. */
  readonly usage: string;
  /**
   * Runs with the arguments after the command's name and prints its answer; resolves to the exit status.
   * @throws UsageError when the arguments are not understood.
   */
  run(args: readonly string[]): Promise<number>;
}
