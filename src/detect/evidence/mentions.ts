const recurrence =
  /rnn|lstm|\bgru\b|recurren|bptt|reservoir|echo[ _-]?state|hidden[ _-]?state|h_prev|hprev|state_space|vanish|explod|backprop[\w ]{0,20}through time/i;
/** Further down a file says it no more often than at its head. */
const maxChars = 200_000;

/** Whether a text mentions recurrence at all: elsewhere a matrix without evidence is not worth a word. */
export function mentionsRecurrence(text: string): boolean {
  return recurrence.test(text.slice(0, maxChars));
}
