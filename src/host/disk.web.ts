/** A browser's worker reads no files. */
export const hasDisk: boolean = false;
