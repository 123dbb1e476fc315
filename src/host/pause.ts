/**
 * The pause after the last keystroke before a document is read again, in ms: the longer the last reading took, for each one that
 * an edit overtakes was in vain. A document that was never read through waits longest.
 *
 * @param lastReadMs what the last reading took, in ms
 */
export const pauseAfter = (lastReadMs = Infinity): number => Math.min(300, Math.max(40, 2 * lastReadMs));
