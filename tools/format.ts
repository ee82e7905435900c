import path from "node:path";
import { fileURLToPath } from "node:url";
import { runQuietly } from "./run-quietly.ts";

// Format and import order of everything, or of the files named.
const files = process.argv.slice(2);
const biomePackage = fileURLToPath(import.meta.resolve("@biomejs/biome/package.json"));
const biome = path.join(path.dirname(biomePackage), "bin", "biome");
const { exitCode, output } = await runQuietly(biome, ["check", "--write", ...files]);
console.log(output.trim());
process.exitCode = exitCode;
