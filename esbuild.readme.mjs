/**
 * The README as the .vsix carries it. Who has installed it needs no `npm start`; pictures and the repository's other files
 * are not packed, so what shows them is left out, and what links to them is plain text.
 */
export function packedReadme(text) {
  return text
    .replace(/^## Pictures of the tabs\n[^]*$/m, '')
    .split(/\n{2,}/)
    .filter((block) => !/!\[|npm start/.test(block))
    .join('\n\n')
    .replace(/\[([^\]]+)\]\((?!#|https?:)[^)]*\)/g, '$1');
}
