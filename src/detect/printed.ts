import { isComputedWith } from './beside';
import type { Findings } from './findings';
import { NestedList } from './nested';
import { PrintedLists } from './printedLists';
import { Scalars } from './scalars';
import { mayBeOfCell } from './tensors';

const call =
  /(?:\b(?:[A-Za-z_]\w{0,30}\.){1,4}|\b)(?:array|asarray|matrix|tensor|Array|Tensor|DeviceArray)\(\s*$/;
const above = /(?:^|\n)[ \t]*(?:>>>|In \[\d+\]:)?[ \t]*(?:print\()?([A-Za-z_][\w.]*)\)?[ \t]*[:=]?\s*$/;
const quoted = /['"]([\w.[\]]+)['"]\]?\s*[,:=]\s*$/;
const plain = /(?:^|[\s,({])([A-Za-z_][\w.[\]]*)\s*[:=]\s*$/;
const maxNameDistance = 200;
const maxSuffixLength = 500;
const checkpointBrackets = 5000;
/** Beyond so many lists of numbers a text is a log, and no name is looked for before them. */
const maxVectors = 20_000;
/** Words before a colon or an equals sign that are no names. */
const noName = /^(?:numpy|dtype|shape|data|object|containing|Out\[\d+\])$/;

/**
 * Reads what NumPy, PyTorch, JAX and TensorFlow print, with or without the call around it, and plain nested
 * lists: commas or blanks between entries. In prose, a bracket that holds anything else is left alone.
 */
export function readPrinted(findings: Findings): void {
  const { text } = findings;
  const scalars = new Scalars(findings);
  const lists = new PrintedLists(findings, (start) => nameBefore(text, start));
  let brackets = 0;
  let vectors = 0;
  /** Whether a vector opens here that is named as a bias is. */
  const opensPart = (at: number): boolean => {
    if (!/[-+.\d\s]/.test(text[at + 1] ?? '')) return false;
    vectors++;
    return mayBeOfCell(nameBefore(text, at));
  };
  for (let at = text.indexOf('['); at >= 0;) {
    if (++brackets % checkpointBrackets === 0) findings.tick(at);
    const before = text.slice(Math.max(0, at - maxNameDistance), at);
    const callStart = call.exec(before)?.[0].length;
    const explicit = callStart !== undefined;
    let next = at + 1;
    if (explicit || opensAgain(text, next) || (vectors < maxVectors && opensPart(at))) {
      const { block, end, numbers } = readBrackets(findings, at, scalars, explicit);
      const close = explicit && block ? closingParenthesis(text, end) : end;
      next = Math.max(next, end, close);
      const range = { start: explicit ? at - callStart : at, end: close };
      if (close >= 0 && !isComputedWith(text, range)) {
        // Without a call, an ellipsis means an elided matrix only among numbers.
        const elided = block?.flaw?.kind === 'elided' && numbers > 0;
        if (explicit) lists.note(block, range);
        const place = { name: () => nameBefore(text, range.start), range, explicit: explicit || elided };
        if (block?.rank === 1 && explicit && elided) findings.reject(block.flaw, place);
        else findings.offer(block, place);
      }
    }
    at = text.indexOf('[', next);
  }
}

function opensAgain(text: string, from: number): boolean {
  let i = from;
  while (/\s/.test(text[i] ?? '')) i++;
  return text[i] === '[';
}

/** Reads nested brackets up to the one that closes the first, or to the first thing that is out of place. */
function readBrackets({ text, options }: Findings, start: number, scalars: Scalars, explicit: boolean) {
  const list = new NestedList(options.keepPlaces);
  let numbers = 0;
  let i = start;
  while (i < text.length) {
    const character = text[i]!;
    if (character === '[') list.open(i++);
    else if (character === ']') {
      const block = list.close(++i);
      if (list.depth === 0) return { block, end: i, numbers };
    } else if (character === ',' || /\s/.test(character)) i++;
    else {
      const end = endOfEntry(text, i);
      const entry = text.slice(i, end);
      const value = scalars.value(entry);
      if (value !== undefined) {
        list.number(value, i, end);
        numbers++;
      } else if (entry === '...' || entry === '…') list.other('elided', i, end);
      else if (explicit) list.other('not-numeric', i, end);
      else return { block: null, end: i, numbers };
      i = end;
    }
  }
  return { block: explicit ? null : list.abandon(), end: i, numbers };
}

/** An entry ends at a comma, a blank or a bracket that stands outside parentheses. */
function endOfEntry(text: string, start: number): number {
  let depth = 0;
  let i = start;
  for (; i < text.length; i++) {
    const character = text[i]!;
    if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === '[' || character === ']' || (depth === 0 && /[,\s]/.test(character))) break;
    if (depth < 0 || i - start > maxNameDistance) break;
  }
  return Math.max(i, start + 1);
}

/** Where the call around the brackets ends, past `, dtype=float32, grad_fn=<MulBackward0>`; -1 if it does not. */
function closingParenthesis(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < Math.min(text.length, from + maxSuffixLength); i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')' && depth-- === 0) return i + 1;
  }
  return -1;
}

/** The name that stands before a printed matrix: `W = `, `'W': `, `('rnn.weight', `, or alone on the line above. */
function nameBefore(text: string, start: number): string {
  const lines = text.slice(Math.max(0, start - maxNameDistance), start);
  const before = lines.slice(lines.lastIndexOf('\n') + 1);
  const found = before.trim() === '' ? above.exec(lines) : (quoted.exec(before) ?? plain.exec(before));
  const name = found?.[1];
  return name === undefined || noName.test(name) ? 'matrix' : name;
}
