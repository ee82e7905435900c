import { existsSync } from "node:fs";
import path from "node:path";
import { cruise } from "dependency-cruiser";
import extractOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import { root } from "./root.ts";

/** One import that breaks one rule of `.dependency-cruiser.mjs`. */
export type LayerViolation = { rule: string; from: string; to: string };

export type LayerVerdict = {
  violations: LayerViolation[];
  rules: { name: string; comment: string }[];
  filesRead: number;
};

const sources = ["common", "server", "client", "tools", "bench", "ormconfig.ts", "vite.config.ts"];

/** Judges the sources of a folder by this repository's layer rules. */
export async function cruiseLayers(folder: string): Promise<LayerVerdict> {
  const options = await extractOptions(path.join(root, ".dependency-cruiser.mjs"));
  const { output } = await cruise(
    sources.filter((source) => existsSync(path.join(folder, source))),
    { ...options, baseDir: folder, validate: true },
    options.enhancedResolveOptions,
  );
  if (typeof output === "string") throw new Error(`the cruise answered a text: ${output}`);
  const { violations, totalCruised, ruleSetUsed } = output.summary;
  return {
    violations: violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
    rules: (ruleSetUsed?.forbidden ?? []).map(({ name = "", comment = "" }) => ({ name, comment })),
    filesRead: totalCruised,
  };
}
