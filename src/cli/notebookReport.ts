import type { FileReport, LocatedText } from './fileReport';
import { cellLocator } from './locator';
import { readNotebook, type NotebookProgram } from './notebook';

/** What was found in the cells of a notebook, with lines within their cell. Never rejects: what is wrong is in `errors`. */
export async function notebookReport(
  file: string,
  json: string,
  analyze: (text: LocatedText) => Promise<Pick<FileReport, 'findings' | 'errors'>>,
): Promise<FileReport> {
  let programs: NotebookProgram[];
  try {
    programs = readNotebook(json);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `${file} is not a notebook (${reason}): save it again from Jupyter or VS Code`;
    return { file, findings: [], errors: [{ message, location: null }], unreadable: true };
  }
  const findings: FileReport['findings'][number][] = [];
  const errors: FileReport['errors'][number][] = [];
  for (const program of programs) {
    const { text, languageId } = program;
    const found = await analyze({ text, languageId, locate: cellLocator(program) });
    findings.push(...found.findings);
    errors.push(...found.errors);
  }
  return { file, findings: inOrder(findings), errors: inOrder(errors), unreadable: false };
}

/** In the order of the cells and their lines, where the kinds of findings come one after the other. */
function inOrder<T extends { readonly location: FileReport['errors'][number]['location'] }>(
  list: readonly T[],
): T[] {
  const key = ({ location }: T): number => (location?.cell ?? 0) * 1e7 + (location?.line ?? 0);
  return [...list].sort((a, b) => key(a) - key(b));
}
