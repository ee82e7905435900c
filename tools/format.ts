import path from "node:path";
import { runQuietly } from "./run-quietly.ts";

// Format and import order of everything, or of the files named.
const files = process.argv.slice(2);
const biome = path.join("node_modules", "@biomejs", "biome", "bin", "biome");
const { exitCode, output } = await runQuietly(biome, ["check", "--write", ...files]);
console.log(output.trim());
process.exitCode = exitCode;
