// Builds client.js and client.css. `node build.mjs [FOLDER]`: into the collector's static folder, or into FOLDER.
// The same sources give the same bytes: a test holds the committed files against a build.

import { build } from 'esbuild';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, '..', 'src', 'charte');
const out = resolve(process.argv[2] ?? join(source, 'collector', 'static'));
const shared = { bundle: true, minify: true, write: false, legalComments: 'none', logLevel: 'warning' };

async function script() {
  const built = await build({
    ...shared,
    entryPoints: [join(here, 'src', 'main.ts')],
    format: 'iife',
    target: ['es2021', 'chrome97', 'firefox98', 'safari15.4'], // the first with <dialog>
    charset: 'utf8',
  });
  return built.outputFiles[0].text;
}

// The tokens that our style uses, as the page's own value or else ours: `--ink: var(--charte-ink, #1b1d22)`.
function tokens(css, used) {
  const [light, dark] = css.split(/@media \(prefers-color-scheme: dark\)/);
  const rule = (text) =>
    [...text.matchAll(/--charte-([\w-]+):\s*([^;]+);/g)]
      .filter(([, name]) => used.has(name))
      .map(([, name, value]) => `--${name}: var(--charte-${name}, ${value});`)
      .join('');
  const missing = [...used].filter((name) => !light.includes(`--charte-${name}:`));
  if (missing.length) throw new Error(`client.css uses tokens that look/tokens.css has not: ${missing.join(', ')}`);
  return `:host{color-scheme:light dark;${rule(light)}}@media (prefers-color-scheme:dark){:host{${rule(dark)}}}`;
}

async function style() {
  const css = await readFile(join(here, 'src', 'ui', 'client.css'), 'utf8');
  const used = new Set([...css.matchAll(/var\(--([\w-]+)\)/g)].map(([, name]) => name));
  const contents = tokens(await readFile(join(source, 'look', 'tokens.css'), 'utf8'), used) + css;
  const built = await build({ ...shared, stdin: { contents, loader: 'css' }, target: ['chrome97', 'firefox98', 'safari15.4'] });
  return built.outputFiles[0].text;
}

const files = { 'client.js': await script(), 'client.css': await style() };
await mkdir(out, { recursive: true });
let all = 0;
for (const [name, text] of Object.entries(files)) {
  await writeFile(join(out, name), text);
  const size = gzipSync(text, { level: 9 }).length;
  all += size;
  console.log(`${name.padEnd(10)} ${String(Buffer.byteLength(text)).padStart(6)} bytes ${String(size).padStart(6)} gzip`);
}
console.log(`${'together'.padEnd(10)} ${''.padStart(6)}       ${String(all).padStart(6)} gzip`);
