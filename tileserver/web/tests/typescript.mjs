// Loads a module of src/ for a test: bundled in memory, as the browser gets it.

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export const web = join(dirname(fileURLToPath(import.meta.url)), '..');

export async function load(path) {
  const { outputFiles } = await build({ entryPoints: [join(web, 'src', path)], bundle: true, format: 'esm', write: false });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
