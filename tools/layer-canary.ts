import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { cruiseLayers, type LayerVerdict } from "./cruise-layers.ts";
import { forbiddenImports } from "./forbidden-imports.ts";
import { root } from "./root.ts";

/**
 * Proves that the layer check can fail: builds a small tree in a temporary folder in which every
 * rule of `.dependency-cruiser.mjs` is broken once, lets the same configuration judge it, and
 * expects exactly these violations. Writes nothing into the repository.
 */
const tree = await mkdtemp(path.join(os.tmpdir(), "grandstand-layers-"));
try {
  await plant(tree);
  const complaints = compare(await cruiseLayers(tree));
  for (const complaint of complaints) console.error(complaint);
  if (complaints.length > 0) process.exitCode = 1;
  else console.log(`${forbiddenImports.length} forbidden imports, each one detected`);
} finally {
  await rm(tree, { recursive: true, force: true });
}

async function plant(folder: string): Promise<void> {
  const files = new Map<string, string[]>();
  for (const { from, to, statement } of forbiddenImports) {
    files.set(from, [...(files.get(from) ?? []), statement ?? `import "${specifier(to)}";`]);
    if (to.includes("/") && to.endsWith(".ts") && !files.has(to)) files.set(to, []);
  }
  for (const [file, lines] of files) {
    const target = path.join(folder, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, `${lines.join("\n")}\nexport const here = 1;\n`);
  }
  await writeFile(
    path.join(folder, "package.json"),
    await readFile(path.join(root, "package.json")),
  );
  await symlink(path.join(root, "node_modules"), path.join(folder, "node_modules"), "dir");
}

/** A file of the tree by its alias, a package by its own name. */
function specifier(to: string): string {
  return /^(common|server|client|tools)\//.test(to) && to.endsWith(".ts") ? `#${to}` : to;
}

function compare({ violations, rules }: LayerVerdict): string[] {
  const planted = new Set(forbiddenImports.map(({ rule, from }) => `${rule}: ${from}`));
  const found = new Set(violations.map(({ rule, from }) => `${rule}: ${from}`));
  const tried = new Set(forbiddenImports.map(({ rule }) => rule));
  return [
    ...[...planted].filter((one) => !found.has(one)).map((one) => `not detected: ${one}`),
    ...[...found].filter((one) => !planted.has(one)).map((one) => `not planted: ${one}`),
    ...rules
      .filter(({ name }) => !tried.has(name))
      .map(({ name }) => `no import tries the rule ${name}`),
  ];
}
