/** Trainers that say that an update was skipped since its gradient was not finite: ESPnet, DeepSpeed, apex, and others. */
const skipped =
  /grad(?:ient)?[ _]norm is (?:nan|inf|not finite)[^.]*\.?\s*skip|overflow!?[^.]{0,60}\.?\s*skipping step|gradient overflow\.?\s+skipping|non[- ]?finite grad[^.]{0,60}skip|skip(?:ping|ped)?[^.]{0,40}(?:nan|inf|non[- ]?finite)[^.]{0,20}grad/i;

/** Whether a line says that an update was skipped. */
export const isSkippedUpdate = (line: string): boolean =>
  /skip/i.test(line) && line.length < 2000 && skipped.test(line);
