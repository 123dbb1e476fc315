/** Whether a pattern fits a text as a whole: `*` stands for anything but a slash, `**` for anything. */
export function matchesWildcard(pattern: string, text: string): boolean {
  const source = pattern
    .split(/(\*\*\/|\*+)/)
    .map((part) => {
      if (part === '**/') return '(?:.*/)?';
      if (part === '*') return '[^/]*';
      return part.startsWith('**') ? '.*' : part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    })
    .join('');
  return new RegExp(`^${source}$`, 'su').test(text);
}
