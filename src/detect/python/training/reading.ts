import { Clipping } from './clipping';
import { Definitions } from './definitions';
import { eventsOf } from './events';
import { Feedback } from './feedback';
import { Origins } from './origins';
import { Recurrence } from './recurrence';
import type { Script } from './script';
import { Sequences } from './sequences';
import { Trained } from './trained';

/** A script with what its parts have to do with each other, worked out once for all rules. */
export class Reading {
  readonly definitions: Definitions;
  readonly origins: Origins;
  readonly feedback: Feedback;
  readonly recurrence: Recurrence;
  readonly clipping: Clipping;
  readonly sequences: Sequences;
  readonly trained: Trained;

  constructor(readonly script: Script) {
    this.definitions = new Definitions(script);
    this.origins = new Origins(script, this.definitions);
    this.feedback = new Feedback(script, this.definitions);
    this.recurrence = new Recurrence(script, this.definitions, this.origins, this.feedback);
    this.clipping = new Clipping(script, this.definitions);
    this.sequences = new Sequences(script, this.definitions, eventsOf(script, this.clipping, this.origins));
    this.trained = new Trained(script, this.definitions, this.origins, this.recurrence, this.feedback);
  }
}
