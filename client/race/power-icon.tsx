import { Icon } from "#client/framework/icons.tsx";
import { effectBits, type PowerName, powerNames } from "#common/race/powers.ts";

const shapes: Readonly<Record<PowerName, string>> = {
  boost: "M12 3c1 4 5 6 5 11a5 5 0 0 1-10 0c0-2 1-3 2-4 0 2 1 3 2 3 2-2-1-5 1-10z",
  shield: "M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z",
  slow: "M4 11a8 7 0 0 1 16 0zM4 11l8 10M20 11l-8 10M12 11v10",
  draft: "M3 8h11a3 3 0 1 0-3-3M3 12h15M3 16h9a3 3 0 1 1-3 3",
  repair: "M12 4v16M4 12h16M7 7l2 2M17 7l-2 2M7 17l2-2M17 17l-2-2",
};

/** The sign of a power. Decorative: its name stands beside it. */
export function PowerIcon({ power }: { power: string }) {
  const shape = shapes[power as PowerName];
  if (shape === undefined) return null;
  return (
    <span class={`power-icon is-${power}`}>
      <Icon>
        <path d={shape} />
      </Icon>
    </span>
  );
}

/** The powers at work on a runner, by the bits of its state. */
export function powersAtWork(effects: number): PowerName[] {
  return powerNames.filter((power) => (effects & effectBits[power]) !== 0);
}
