// Bundles the page's script and style, and the licences of what went into them, into ../bundle,
// with a fingerprint of the sources, by which scripts/hatch_build.py sees whether it is up to date.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const bundle = join(here, "..", "bundle");

const result = await build({
  absWorkingDir: here,
  entryPoints: { explorer: "src/explorer.ts", large: "src/many.ts", worker: "src/worker.ts" },
  // Oxigraph would look for its machine code beside its script; the page hands it over.
  define: { "import.meta.url": '""' },
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  // Everything outside ASCII is escaped, so that the script is the same in any encoding.
  charset: "ascii",
  legalComments: "none",
  metafile: true,
  write: false,
  outdir: bundle,
});
const style = await build({
  absWorkingDir: here,
  entryPoints: { explorer: "src/explorer.css" },
  bundle: true,
  minify: true,
  write: false,
  outdir: bundle,
});

const packages = new Set();
for (const input of Object.keys(result.metafile.inputs)) {
  const found = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
  if (found) packages.add(found[1]);
}
const notices = [];
for (const name of [...packages].sort()) {
  const folder = join(here, "node_modules", name);
  const about = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const texts = [];
  for (const file of (await readdir(folder)).sort()) {
    if (/^(licen[cs]e|notice|copying)/i.test(file)) texts.push(await readFile(join(folder, file), "utf8"));
  }
  const own = join(here, "licences", `${name.replace("/", "-")}.txt`);
  if (texts.length === 0 && existsSync(own)) texts.push(await readFile(own, "utf8"));
  if (texts.length === 0) throw new Error(`${name}: no licence file to pass on`);
  notices.push(`${name} ${about.version} (${about.license})\n\n${texts.join("\n\n").trim()}\n`);
}

await mkdir(bundle, { recursive: true });
for (const file of [...result.outputFiles, ...style.outputFiles]) {
  const text = file.text.trim();
  // Either would change what the browser takes for the end of the element that holds this.
  if (/<\/(script|style)|<!--/i.test(text)) throw new Error(`${file.path}: cannot stand inside a page`);
  await writeFile(file.path, text);
}
const engine = gzipSync(await readFile(join(here, "node_modules", "oxigraph", "web_bg.wasm")), { level: 9 });
engine[9] = 255; // The name of the operating system would be in there.
await writeFile(join(bundle, "oxigraph.wasm.gz"), engine);
const sources = ["build.mjs", "package-lock.json", "package.json"];
for (const folder of ["licences", "src"]) {
  sources.push(...(await readdir(join(here, folder))).sort().map((name) => `${folder}/${name}`));
}
const digest = createHash("sha256");
for (const source of sources) {
  const text = await readFile(join(here, source), "utf8");
  digest.update(`${source}\0${text.replaceAll("\r\n", "\n")}\0`);
}
await writeFile(join(bundle, "SOURCES.sha256"), `${digest.digest("hex")}\n`);
await writeFile(join(bundle, "LICENSES.txt"), notices.join(`\n${"-".repeat(80)}\n\n`));
