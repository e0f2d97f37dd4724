// Loads a module of src/ for a test: bundled in memory with the catalogue's sentences, as the browser gets it.

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { ofImport } from '../catalogue.mjs';

export const web = join(dirname(fileURLToPath(import.meta.url)), '..');

const sentences = {
  name: 'sentences',
  setup(builder) {
    builder.onResolve({ filter: /^virtual:catalogue/ }, ({ path }) => ({ path, namespace: 'virtual' }));
    builder.onLoad({ filter: /./, namespace: 'virtual' }, ({ path }) => ({
      contents: JSON.stringify(ofImport(join(web, '../text'), path)),
      loader: 'json',
    }));
  },
};

export async function load(path) {
  const entryPoints = [join(web, 'src', path)];
  const { outputFiles } = await build({ entryPoints, bundle: true, format: 'esm', write: false, plugins: [sentences], loader: { '.woff2': 'empty' } });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
