/** A file name's part made of a matrix's name. */
export function slug(name: string): string {
  const clean = name.replace(/[^\p{L}\p{N}_-]+/gu, '-').replace(/^-+|-+$/g, '');
  return clean.slice(0, 60) || 'matrix';
}
