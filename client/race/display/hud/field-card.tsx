import { texts } from "#client/race/display/texts.ts";
import { NumberChip } from "#client/race/number-chip.tsx";
import type { RaceView } from "#client/race/race-view.ts";
import { PodPicture } from "./pod-picture.tsx";

/** The field of the next race, pod by pod. */
export function FieldCard({ view }: { view: RaceView }) {
  const { common, display, words } = texts.value;
  // A full field leaves no room for its form: the tote board tells it.
  const isDense = view.runners.length > 12;
  const columns = isDense ? 6 : 3;
  return (
    <section class="field-card panel" aria-label={display.startingGrid}>
      <h2 class="panel-heading">
        {view.trackName}
        <b>
          {common.race(view.raceNumber)} · {common.metres(view.distanceMm / 1000)}
        </b>
      </h2>
      <ul
        class="field-runners"
        style={{
          "--columns": columns,
          "--field-rows": Math.ceil(view.runners.length / columns),
        }}
      >
        {view.runners.map(({ number, name, livery, form, isScratched }) => (
          <li key={number} class={`field-runner ${isScratched ? "is-scratched" : ""}`}>
            <PodPicture number={number} livery={livery} />
            <p class="field-name">
              <NumberChip number={number} livery={livery} />
              <span>{name}</span>
            </p>
            {(isScratched || !isDense) && (
              <p class="field-form">
                {isScratched ? words.scratched : form === "" ? display.debut : form}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
