const words: Readonly<Record<string, number>> = {
  nan: NaN,
  '-nan': NaN,
  inf: Infinity,
  '+inf': Infinity,
  '-inf': -Infinity,
  infinity: Infinity,
  '+infinity': Infinity,
  '-infinity': -Infinity,
};

/** A number as logs write it: a number, its text (`"1.203"`), or Python's and JavaScript's words for NaN and ±∞. */
export function loggedNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (text === '') return undefined;
  const word = words[text.toLowerCase()];
  if (word !== undefined) return word;
  const number = Number(text);
  // Number() reads hexadecimal and "1e400" as well; no log means the first, the second is an overflow all the same.
  return Number.isNaN(number) || /^[+-]?0[xob]/i.test(text) ? undefined : number;
}
