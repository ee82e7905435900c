import { NumberChip } from "#client/race/number-chip.tsx";
import { type RaceView, type RunnerView, statNames } from "#client/race/race-view.ts";
import { texts } from "../texts.ts";

/** The field before betting opens: who runs, how they have done, what they are good at. */
export function FormGuide({ view }: { view: RaceView }) {
  return (
    <section>
      <h2 class="section-label">{texts.value.phone.field.runners}</h2>
      <ul class="field-grid is-detailed">
        {view.runners.map((runner) => (
          <li key={runner.number} class={`runner${runner.isScratched ? " is-scratched" : ""}`}>
            <span class="tags">
              {runner.isScratched && <small class="tag">{texts.value.words.scratched}</small>}
            </span>
            <span class="runner-line">
              <NumberChip number={runner.number} livery={runner.livery} />
              <span class="runner-name label">{runner.name}</span>
              <FormFigures runner={runner} />
            </span>
            <RunnerStats runner={runner} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Placings of the last races, newest first. */
export function FormFigures({ runner }: { runner: RunnerView }) {
  const { field } = texts.value.phone;
  return (
    <span class="form-figures label">
      <span class="visually-hidden">{field.form}: </span>
      {runner.form === "" ? field.debut : runner.form}
    </span>
  );
}

/** The five stats of a runner, as bars. */
export function RunnerStats({ runner }: { runner: RunnerView }) {
  const { field } = texts.value.phone;
  return (
    <span class="stats">
      {statNames.map((name) => (
        <span key={name} class="stat">
          <span class="stat-name" aria-hidden="true">
            {field.stats[name]}
          </span>
          <span class="stat-bar" style={{ "--share": `${runner[name]}%` }} aria-hidden="true" />
          <span class="visually-hidden">{field.statOf(field.stats[name], runner[name])}.</span>
        </span>
      ))}
    </span>
  );
}
