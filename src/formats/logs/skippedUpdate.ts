/** Trainers that say that an update was skipped since its gradient was not finite: ESPnet, DeepSpeed, apex, fairseq, and others. */
const skipped =
  /grad(?:ient)?[ _]norm is (?:nan|inf|not finite)[^.]*\.?\s*skip|overflow!?[^.]{0,60}\.?\s*skipping step|gradient overflow\.?\s+skipping|non[- ]?finite grad[^.]{0,60}skip|\bskip(?:ping|ped)?\b[^.]{0,40}(?:nan|inf|non[- ]?finite)[^.]{0,20}grad|(?:nan|inf|non[- ]?finite)[^.|=]{0,30}grad[^.|=]{0,40}\bskip(?:ping|ped)?\b|grad(?:ient)?[ _]norm[^.|=]{0,20}(?:nan|inf)\b[^.|=]{0,20}\bskip|overflow detected,[^.]{0,40}setting loss scale to/i;

/** Whether a line says that an update was skipped. */
export const isSkippedUpdate = (line: string): boolean =>
  /skip|overflow/i.test(line) && line.length < 2000 && skipped.test(line);
