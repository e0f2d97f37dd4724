// Bundles the map apps into dist/: a page for each folder of src/apps and hashed files under dist/assets/, which the server
// embeds, and letters for maps of others under dist/fonts/; scripts, styles and letters also packed, as they are asked for.
// Sentences come from ../text/{vi,en}/<part>.ftl (ids `web-*`). Reads nothing from the network.

import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { catalogue, ofImport } from './catalogue.mjs';
import { writeGlyphs } from './glyphs.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');
/** Made whole beside the old bundle and put in its place, so that a build of the program never sees a half. */
const next = join(here, 'dist.next');

/** Kilobytes: the own script of an app gzipped without MapLibre, as the first answer needs it, with what comes later; and all font files. */
const FIRST_LIMIT_KB = { portal: 24, public: 75, plans: 70, others: 90 };
const OWN_SCRIPT_LIMIT_KB = { portal: 28, public: 84, plans: 80, planning: 166, others: 130 };
const FONTS_LIMIT_KB = 70;

const apps = readdirSync(join(here, 'src/apps')).sort();
const entry = (app) => `src/apps/${app}/main.ts`;

/** Imports that are not files of ours: the sentences, in English as files of their own, and MapLibre's worker as another. */
const virtual = {
  name: 'virtual',
  setup(builder) {
    builder.onResolve({ filter: /^virtual:/ }, ({ path }) => ({ path, namespace: 'virtual' }));
    // Files are called by these paths: letters only.
    const english = new Map();
    builder.onLoad({ filter: /^virtual:catalogue/, namespace: 'virtual' }, ({ path }) => {
      const texts = ofImport(join(here, '../text'), path);
      const apart = `virtual:english-${path.replace('virtual:catalogue', '').replace(/[^a-z]+/g, '-')}`;
      english.set(apart, texts.en);
      return { contents: `export default { vi: ${JSON.stringify(texts.vi)}, en: () => import('${apart}').then((all) => all.default) };` };
    });
    builder.onLoad({ filter: /^virtual:english/, namespace: 'virtual' }, ({ path }) => ({ contents: JSON.stringify(english.get(path)), loader: 'json' }));
    builder.onLoad({ filter: /^virtual:maplibre-worker\.mjs$/, namespace: 'virtual' }, () => ({
      contents: withoutSourceMap(join(here, 'node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs')),
      loader: 'file',
    }));
    builder.onLoad({ filter: /maplibre-gl\.mjs$/ }, ({ path }) => ({
      contents: [withTallLetters, withoutSky, withTilesFirst].reduce((code, cure) => cure(code), readFileSync(path, 'utf8')),
      loader: 'js',
    }));
  },
};

/**
 * MapLibre 6.17 takes a letter whose top lies exactly at 0 for one without a top and draws it 8 units too low:
 * in our face Ẫ, Ễ, Ồ and Ố (`top: glyphTop / 2 - 27.5 || -8`). A browser test draws every Vietnamese letter.
 */
function withTallLetters(code) {
  return cured(code, '.glyphTop/2-27.5||-8', '.glyphTop/2-27.5');
}

/** Our maps lie flat and never show a sky. MapLibre 6.17 compiles and draws one behind every map. */
function withoutSky(code) {
  return cured(code, 'sky:this.style.sky?.getEvaluated()', 'sky:undefined');
}

/**
 * The first frame of MapLibre 6.17 asks for tiles, but holds its thread until programs are compiled before it sends the questions: a third
 * of a second where there is no graphics card. So nothing is drawn in that frame, which has nothing to show yet.
 */
function withTilesFirst(code) {
  const drawing = 'this.painter.render(this.style,this._camera.transform,{';
  const skipped = 'this.style?._loaded&&!this._hasAsked?(this._hasAsked=!0,this.triggerRepaint()):';
  return cured(code, drawing, `${skipped}${drawing}`);
}

function cured(code, ill, well) {
  const parts = code.split(ill);
  if (parts.length !== 2) throw new Error(`MapLibre is another now: is this cure still needed? ${ill}`);
  return parts.join(well);
}

/** The source map is not shipped; its comment would send a debugger to a page that is not there. */
function withoutSourceMap(file) {
  return readFileSync(file, 'utf8').replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
}

// Bundles take parts of it; all of it is looked over here.
const texts = catalogue(join(here, '../text'));
rmSync(next, { recursive: true, force: true });
/** Every app is built for itself: what it needs at first lies in few files, which pack better than the many that apps together would share. */
const outputs = {};
for (const app of apps) {
  const { metafile } = await build({
    absWorkingDir: here,
    entryPoints: { [app]: entry(app) },
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
  Object.assign(outputs, metafile.outputs);
}

const url = (path) => path.replace(/^dist\.next/, '');
const kilobytes = (path, compress) => {
  const bytes = readFileSync(join(here, path));
  return (compress ? gzipSync(bytes) : bytes).length / 1024;
};
/** Vietnamese lies beside what says it: nobody reads both. */
const isEnglish = (path) => Object.keys(outputs[path].inputs).some((input) => input.includes('virtual:english'));
const total = (paths, compress) => paths.reduce((sum, path) => sum + kilobytes(path, compress), 0);

// Answers for its page without a line, so that it stands beside that, under a name that stays; so does the script of the map's workers, whom
// it would not hear otherwise.
const mapWorker = Object.keys(outputs).find((path) => path.endsWith('.mjs'));
const besides = (app) => (existsSync(join(here, `src/apps/${app}/worker.ts`)) ? `${app}-${basename(mapWorker)}` : undefined);
for (const app of apps.filter(besides)) {
  const worker = { entryPoints: [`src/apps/${app}/worker.ts`], outfile: `dist.next/${app}-worker.js` };
  await build({ absWorkingDir: here, ...worker, bundle: true, format: 'iife', target: 'es2022', minify: true, logLevel: 'warning' });
  copyFileSync(join(here, mapWorker), join(next, besides(app)));
  writeFileSync(join(next, `${besides(app)}.gz`), gzipSync(readFileSync(join(next, besides(app))), { level: 9 }));
}

for (const app of apps) {
  const main = Object.keys(outputs).find((path) => outputs[path].entryPoint === entry(app));
  if (!main) throw new Error(`${app} was not built`);
  writeFileSync(join(next, `${app}.html`), page(app, main));
  const own = needed(main, true).filter((path) => !isMapLibre(path) && !isEnglish(path));
  const first = total(needed(main, false).filter((path) => !isMapLibre(path)), true);
  console.log(`${app}: own script ${total(own, true).toFixed(1)} kB gzipped, ${first.toFixed(1)} kB at first`);
  const over = (size, limits) => size > (limits[app] ?? limits.others);
  if (over(first, FIRST_LIMIT_KB)) throw new Error(`${app}: what the first answer needs of the own script is over its limit`);
  if (over(total(own, true), OWN_SCRIPT_LIMIT_KB)) throw new Error(`${app}: the own script is over its limit`);
}
const fonts = total(Object.keys(outputs).filter((path) => path.endsWith('.woff2')));
console.log(`fonts: ${fonts.toFixed(1)} kB`);
if (fonts > FONTS_LIMIT_KB) throw new Error(`the fonts are over ${FONTS_LIMIT_KB} kB`);
for (const path of Object.keys(outputs).filter((path) => /\.(js|mjs|css)$/.test(path))) {
  writeFileSync(join(here, `${path}.gz`), gzipSync(readFileSync(join(here, path)), { level: 9 }));
}
writeGlyphs(join(next, 'fonts'));
rmSync(dist, { recursive: true, force: true });
renameSync(next, dist);

/** What stands around an app: a page of its own if it has one, that of all map apps if not. */
function frame(app) {
  const own = join(here, `src/apps/${app}/index.html`);
  return readFileSync(existsSync(own) ? own : join(here, 'src/kit/page/map-app.html'), 'utf8');
}

/** The app's page, with its styles and scripts, and early word of what these will ask for. */
function page(app, main) {
  const { cssBundle } = outputs[main];
  const fonts = Object.keys(outputs).filter((path) => /be-vietnam-pro-(latin|vietnamese)-400.*woff2$/.test(path));
  const scripts = needed(main, false).filter((path) => path !== main);
  const maplibre = needed(main, true).filter(isMapLibre);
  return frame(app)
    .replace('<!-- no-script -->', noScript(app))
    .replace('<!-- app -->', `<${app}-app class="map-app"></${app}-app>`)
    .replace('<!-- styles -->', cssBundle ? `<link rel="stylesheet" href="${url(cssBundle)}">` : '')
    .replace(
      '<!-- scripts -->',
      [
        ...fonts.map((path) => `<link rel="preload" as="font" type="font/woff2" crossorigin href="${url(path)}">`),
        ...[...scripts, ...maplibre].map((path) => `<link rel="modulepreload" href="${url(path)}">`),
        ...(besides(app) ? [`<meta name="late-scripts" content="${late(main).map(url).join(' ')}">`] : []),
        ...(besides(app) ? [`<meta name="map-worker" content="/apps/${besides(app)}">`] : []),
        `<script type="module" src="${url(main)}"></script>`,
      ].join('\n    '),
    );
}

/** Scripts that are imported when they are wanted: kept with the page where it is kept. */
function late(main) {
  const first = needed(main, false);
  return needed(main, true).filter((path) => !first.includes(path) && !isMapLibre(path));
}

/** Where people without scripts go on, in every language: the search and the register answer in plain pages. */
function noScript(app) {
  const parts = Object.entries(texts).map(([language, text]) => {
    const say = (id) => new RegExp(`^${id} = (.*)$`, 'm').exec(text)?.[1];
    const plans = `/v1/plans?f=html&amp;limit=1000&amp;lang=${language}#lay-y-kien`;
    const register = ['public', 'plans'].includes(app) ? `<p><a href="${plans}">${say('web-no-script-plans')}</a></p>` : '';
    return `<section lang="${language}"><p><a href="/?lang=${language}">${say('web-no-script-home')}</a></p>
      <h1>${say(`web-${app}`) ?? say('web-brand')}</h1><p>${say('web-no-script')}</p>
      <form action="/v1/search"><input type="hidden" name="f" value="html"><input type="hidden" name="lang" value="${language}">
        <label>${say('web-search')} <input name="q" type="search" required maxlength="2000"></label> <button class="button">${say('web-no-script-go')}</button></form>${register}</section>`;
  });
  return `<noscript><main class="no-script">${parts.join('')}</main></noscript>`;
}

/** A script and the scripts it imports, also those it imports only when they are wanted. */
function needed(main, alsoLater) {
  const found = new Set([main]);
  for (const path of found) {
    for (const { path: other, kind } of outputs[path].imports) {
      const counts = kind === 'import-statement' || (alsoLater && kind === 'dynamic-import');
      if (counts && outputs[other] && other.endsWith('.js')) found.add(other);
    }
  }
  return [...found];
}

function isMapLibre(path) {
  return Object.keys(outputs[path].inputs).some((input) => input.endsWith('maplibre-gl/dist/maplibre-gl.mjs'));
}
