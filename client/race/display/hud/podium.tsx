import type { Standing } from "#client/race/display/standings.ts";
import { texts } from "#client/race/display/texts.ts";
import { NumberChip } from "#client/race/number-chip.tsx";
import { PodPicture } from "./pod-picture.tsx";

/** The first three on their steps, second to the left and third to the right of the winner. */
export function Podium({ standings }: { standings: readonly Standing[] }) {
  const [first, second, third] = standings;
  return (
    <section class="podium panel" aria-label={texts.value.display.podium}>
      {second && <Step standing={second} step={2} />}
      {first && <Step standing={first} step={1} />}
      {third && <Step standing={third} step={3} />}
    </section>
  );
}

/** `step` is where it stands; `place` what it is called, which a dead heat shares. */
function Step({ standing, step }: { standing: Standing; step: 1 | 2 | 3 }) {
  const { number, name, livery, place } = standing;
  return (
    <div class={`podium-step podium-${step} is-place-${Math.min(3, place)}`}>
      <PodPicture number={number} livery={livery} />
      <p class="podium-name">
        <NumberChip number={number} livery={livery} />
        <span>{name}</span>
      </p>
      <p class="podium-place">{place}</p>
    </div>
  );
}
