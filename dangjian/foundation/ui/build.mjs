// Builds static/ui/built/ from assets/ and node_modules/: one stylesheet, one script, htmx, and charts for pages that have any.
import { build } from "esbuild";
import { copyFileSync, mkdirSync, rmSync } from "node:fs";

const out = "static/ui/built";
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

await build({
  entryPoints: { ui: "assets/css/ui.css", print: "assets/css/print.css", noscript: "assets/css/noscript.css" },
  outdir: out,
  bundle: true,
  minify: true,
  target: ["chrome80", "safari13", "firefox78"],
  legalComments: "none",
  loader: { ".svg": "dataurl" },
  logLevel: "warning",
  logOverride: { "unsupported-css-nesting": "silent", "css-syntax-error": "silent" },
});
await build({
  entryPoints: { ui: "assets/js/ui.js", chart: "assets/js/chart.js" },
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome80", "safari13", "firefox78"],
  legalComments: "none",
  logLevel: "warning",
});
copyFileSync("node_modules/htmx.org/dist/htmx.min.js", `${out}/htmx.js`);
