// Bundles the map apps into dist/: one index.html and hashed files under dist/assets/, which the server embeds.
// Sentences come from ../text/{vi,en}.ftl (ids `web-*`). Reads nothing from the network.

import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { catalogue } from './catalogue.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');
/** Made whole beside the old bundle and put in its place, so that a build of the program never sees a half. */
const next = join(here, 'dist.next');

/** Kilobytes: own script gzipped without MapLibre, and all font files. */
const OWN_SCRIPT_LIMIT_KB = 60;
const FONTS_LIMIT_KB = 70;

/** Two imports that are not files of ours: the sentences, and MapLibre's worker as a file of its own. */
const virtual = {
  name: 'virtual',
  setup(builder) {
    builder.onResolve({ filter: /^virtual:/ }, ({ path }) => ({ path, namespace: 'virtual' }));
    builder.onLoad({ filter: /^virtual:catalogue$/, namespace: 'virtual' }, () => ({
      contents: JSON.stringify(catalogue(join(here, '../text'))),
      loader: 'json',
    }));
    builder.onLoad({ filter: /^virtual:maplibre-worker\.mjs$/, namespace: 'virtual' }, () => ({
      contents: withoutSourceMap(join(here, 'node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs')),
      loader: 'file',
    }));
    builder.onLoad({ filter: /maplibre-gl\.mjs$/ }, ({ path }) => ({
      contents: withTallLetters(readFileSync(path, 'utf8')),
      loader: 'js',
    }));
  },
};

/**
 * MapLibre 6.17 takes a letter whose top lies exactly at 0 for one without a top and draws it 8 units too low:
 * in our face Ẫ, Ễ, Ồ and Ố (`top: glyphTop / 2 - 27.5 || -8`). A browser test draws every Vietnamese letter.
 */
function withTallLetters(code) {
  const parts = code.split('.glyphTop/2-27.5||-8');
  if (parts.length !== 2) throw new Error('MapLibre places letters differently now: is this cure still needed?');
  return parts.join('.glyphTop/2-27.5');
}

/** The source map is not shipped; its comment would send a debugger to a page that is not there. */
function withoutSourceMap(file) {
  return readFileSync(file, 'utf8').replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
}

rmSync(next, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: { map: 'src/apps/map/main.ts' },
  outdir: 'dist.next/assets',
  publicPath: '/assets',
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  metafile: true,
  legalComments: 'inline',
  loader: { '.woff2': 'file' },
  plugins: [virtual],
  logLevel: 'warning',
});

const outputs = Object.entries(metafile.outputs);
const page = outputs.find(([, output]) => output.entryPoint === 'src/apps/map/main.ts');
if (!page) throw new Error('the map app was not built');
const url = (path) => path.replace(/^dist\.next/, '');
const preload = outputs
  .map(([path]) => url(path))
  .filter((path) => /be-vietnam-pro-(latin|vietnamese)-400.*woff2$/.test(path));
const maplibre = page[1].imports.find((found) => found.kind === 'dynamic-import');

const html = readFileSync(join(here, 'src/apps/map/index.html'), 'utf8')
  .replace('<!-- styles -->', `<link rel="stylesheet" href="${url(page[1].cssBundle)}">`)
  .replace(
    '<!-- scripts -->',
    [
      ...preload.map((path) => `<link rel="preload" as="font" type="font/woff2" crossorigin href="${path}">`),
      maplibre ? `<link rel="modulepreload" href="${url(maplibre.path)}">` : '',
      `<script type="module" src="${url(page[0])}"></script>`,
    ].join('\n    '),
  );
writeFileSync(join(next, 'index.html'), html);

const kilobytes = (path, compress) => {
  const bytes = readFileSync(join(here, path));
  return (compress ? gzipSync(bytes) : bytes).length / 1024;
};
const own = outputs
  .filter(([path, output]) => path.endsWith('.js') && !isMapLibre(output))
  .reduce((sum, [path]) => sum + kilobytes(path, true), 0);
const fonts = outputs.filter(([path]) => path.endsWith('.woff2')).reduce((sum, [path]) => sum + kilobytes(path), 0);
console.log(`dist: own script ${own.toFixed(1)} kB gzipped, fonts ${fonts.toFixed(1)} kB`);
if (own > OWN_SCRIPT_LIMIT_KB) throw new Error(`the own script is over ${OWN_SCRIPT_LIMIT_KB} kB`);
if (fonts > FONTS_LIMIT_KB) throw new Error(`the fonts are over ${FONTS_LIMIT_KB} kB`);
rmSync(dist, { recursive: true, force: true });
renameSync(next, dist);

function isMapLibre(output) {
  return Object.keys(output.inputs).some((input) => input.endsWith('maplibre-gl/dist/maplibre-gl.mjs'));
}
