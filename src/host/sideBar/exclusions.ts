/** Folders with nothing of the person's own in them. */
const always = ['**/.git', '**/__pycache__', '**/site-packages', '**/node_modules', '**/.venv', '**/.tox'];

/** One glob of what the settings `files.exclude` and `search.exclude` leave out; entries with a condition do not count. */
export function exclusions(...settings: readonly (Readonly<Record<string, unknown>> | undefined)[]): string {
  const named = settings.flatMap((setting) =>
    Object.entries(setting ?? {}).flatMap(([pattern, on]) => (on === true ? [pattern] : [])),
  );
  return `{${[...new Set([...always, ...named])].join(',')}}`;
}
