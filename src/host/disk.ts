/** The worker can read files of this machine by path, also where the window is a browser's. */
export const hasDisk: boolean = true;
