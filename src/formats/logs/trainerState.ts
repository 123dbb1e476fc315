import * as l10n from '@vscode/l10n';
import { fileName, type LogFormat } from './logFormat';
import { RecordCollector } from './record';
import { isObject, wholeJsonReader } from './wholeJson';

/**
 * Hugging Face `trainer_state.json`: one document with `log_history`, written anew at every checkpoint. Its `grad_norm`
 * is the norm before clipping of the last step before the line.
 */
export const trainerState: LogFormat = {
  name: 'Hugging Face Trainer',
  whole: true,
  match: ({ path, bytes }) => {
    if (fileName(path) === 'trainer_state.json') return true;
    const text = new TextDecoder().decode(bytes);
    return /^\s*\{/.test(text) && /"log_history"\s*:\s*\[/.test(text);
  },
  open: (log, path) =>
    wholeJsonReader(log, path, (state) => {
      const history = isObject(state) ? state['log_history'] : undefined;
      if (!Array.isArray(history)) {
        log.problem(
          l10n.t('{0} has no log_history: this is not the state of a Hugging Face Trainer.', fileName(path)),
        );
        return;
      }
      const collector = new RecordCollector(log);
      for (const entry of history as unknown[]) if (isObject(entry)) collector.add(Object.entries(entry));
    }),
};
