import { render } from "preact";
import { liveryOf } from "#client/race/livery.ts";
import { NumberChip } from "#client/race/number-chip.tsx";
import { StatsApp } from "#client/stats/stats-app.tsx";

const root = document.getElementById("app");
if (root === null) throw new Error("the page has no #app");
const look = { Chip: NumberChip, colourOf: (livery: number) => liveryOf(livery).colour };
render(<StatsApp look={look} />, root);
