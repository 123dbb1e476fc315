// One server and one browser for all the browser tests of a run. A module of its own, not bundled into the tests,
// because each test file is a bundle with its own copy of what it imports.
import { launchProfile } from './chromium.mjs';
import { ensurePackage, vsix } from './package.mjs';
import { serve } from './serve.mjs';

let shared;

export function sharedWorkbench() {
  shared ??= open();
  return shared;
}

async function open() {
  // One after the other: a failing server must not leave a browser behind that nobody knows of.
  await ensurePackage();
  const server = await serve({ extensions: [vsix] });
  try {
    return { server, context: await launchProfile({ permissions: ['clipboard-read', 'clipboard-write'] }) };
  } catch (error) {
    await server.close();
    throw error;
  }
}

export async function closeSharedWorkbench() {
  const closing = shared;
  shared = undefined;
  const opened = await closing?.catch(() => undefined);
  opened?.left?.copy.remove();
  await opened?.context.close();
  await opened?.server.close();
}
