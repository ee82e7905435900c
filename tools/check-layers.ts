import { cruiseLayers } from "./cruise-layers.ts";
import { root } from "./root.ts";

// Who may import whom: every import of the repository against .dependency-cruiser.mjs.
const { violations, rules, filesRead } = await cruiseLayers(root);
for (const { rule, from, to } of violations) {
  console.error(`${from} must not import ${to}`);
  console.error(`  ${rule}: ${rules.find(({ name }) => name === rule)?.comment}`);
}
if (violations.length > 0) process.exitCode = 1;
else console.log(`${filesRead} files in their layers`);
