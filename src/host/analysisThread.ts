import { DisconnectedError, type NoMethods, type Rpc } from '../shared/rpc';
import type { AnalysisService } from '../shared/service';

/** A thread that runs the analysis, and the channel to it. thread.ts starts one in Node, thread.web.ts in a browser. */
export interface Thread {
  readonly rpc: Rpc<AnalysisService, NoMethods>;
  /** Tells the busy thread to give up the call of that id; where it cannot hear, it is ended. */
  cancel(id: number): void;
  /** Ends the thread whatever it does; what it still owed is rejected. */
  stop(): void;
}

/** The thread ended before it answered. */
export class ThreadDiedError extends DisconnectedError {}
