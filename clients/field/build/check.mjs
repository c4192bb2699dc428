// Prints what a phone loads at first and refuses a build that is too large: by size, so that it says the same everywhere.
import { readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";

const folder = new URL("../../../src/tandem/surfaces/field/phone/built/", import.meta.url);
const most = 150_000;

const page = readFileSync(new URL("index.html", folder), "utf8");
const compressed = (path) => gzipSync(readFileSync(new URL(path, folder)), { level: 9 }).length;
const first = [...page.matchAll(/(?:src|href)="\/phone\/([^"]+\.js)"/g)].map((found) => found[1]);
const scripts = readdirSync(new URL("assets/", folder)).filter((name) => name.endsWith(".js"));
const total = first.reduce((sum, path) => sum + compressed(path), 0);
const all = scripts.reduce((sum, name) => sum + compressed(`assets/${name}`), 0);

const refused = [];
if (first.length === 0) refused.push("the page names no script");
if (total > most) refused.push(`the first load is ${total} bytes of compressed JavaScript, more than ${most}`);
if (/<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=/.test(page)) refused.push("the page holds a script or style of its own");
for (const name of scripts) {
  const code = readFileSync(new URL(`assets/${name}`, folder), "utf8");
  if (/\beval\(|\bnew Function\(/.test(code)) refused.push(`${name} evaluates text`);
  if (code.includes("made-up shift for development")) refused.push(`${name} holds the made-up shift of the tests`);
}
console.error(`    Phone: first load ${(total / 1000).toFixed(1)} kB of at most ${most / 1000} kB compressed JavaScript (all of it ${(all / 1000).toFixed(1)} kB)`);
for (const reason of refused) console.error(`    REFUSED: ${reason}`);
process.exit(refused.length ? 1 : 0);
