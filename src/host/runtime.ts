const { process } = globalThis as { readonly process?: { readonly versions?: { readonly node?: string } } };

/** The extension runs in Node, on the desktop or on a server; else in a browser's worker. */
export const inNode: boolean = process?.versions?.node !== undefined;
